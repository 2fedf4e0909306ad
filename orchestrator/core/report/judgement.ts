// The part of a report about the path: score, advice, times, evidence, suspects, changes, hints.
import type { AttemptResult } from "../../protocol/attempts.ts";
import type { ChangeView, DiagnosisReport, HintStep } from "../../protocol/diagnosis.ts";
import type { LabKind } from "../../protocol/labs.ts";
import { componentName } from "../../protocol/names.ts";
import { type Block, type Section, sentenceText, type Text } from "./blocks.ts";
import { commandRun, type Moments } from "./moments.ts";
import { points, spell } from "./words.ts";

const changeName: Record<ChangeView["kind"], string> = {
  mitigation: "mitigation",
  change: "change",
  destructive: "destructive",
};
const hintName: Record<HintStep, string> = {
  where: "where to look",
  what: "what to look for",
  meaning: "what it means",
};

/** Sections about the path; none for a lab that does not judge it. Sections without content have no blocks. */
export function judgementSections({ report, attempt }: AttemptResult, moments: Moments): Section[] {
  if (report === null) return [];
  return [
    scoreSection(report, moments),
    adviceSection(report),
    timesSection(report, attempt.kind),
    evidenceSection(report, moments),
    suspectsSection(report, moments),
    changesSection(report, moments),
    hintsSection(attempt.hints),
  ];
}

function scoreSection(report: DiagnosisReport, moments: Moments): Section {
  const { total, processPoints, outcomePoints, hintPoints, cap } = report;
  const hints = hintPoints > 0 ? `, less ${points(hintPoints)} for hints` : "";
  const sum = `${total} of 100: ${points(processPoints)} of 60 for the path, ${points(outcomePoints)} of 40 for the outcome${hints}.`;
  return {
    title: "Score",
    blocks: [
      { kind: "text", text: cap ? [`${sum} `, ...sentenceText(cap.sentence)] : sum },
      {
        kind: "scores",
        lines: report.components.map((component) => ({
          name: componentName[component.id],
          points: points(component.points),
          most: points(component.most),
          share: component.share,
          sentence: sentenceText(component.sentence),
          details: component.details.map(({ text, commands }) => moments.withCommands(text, commands)),
        })),
      },
    ],
  };
}

function adviceSection({ advice }: DiagnosisReport): Section {
  const blocks: Block[] = advice ? [{ kind: "text", text: sentenceText(advice.sentence) }] : [];
  return { title: "One thing to do differently", blocks };
}

function timesSection({ times, par }: DiagnosisReport, kind: LabKind | null): Section {
  const row = (what: string, ms: number | null, parMs: number | null): Text[] => [
    what,
    ms === null ? "never" : spell(ms / 1000),
    parMs === null ? "" : spell(parMs / 1000),
  ];
  const rows = [
    row("Detected: the first evidence was seen", times.detectMs, null),
    row("Diagnosed: the cause could be named", times.diagnoseMs, par.diagnoseMs),
    // Where nothing is wrong there is nothing to mitigate.
    ...(kind === "healthy" ? [] : [row("Mitigated: the symptom was gone", times.mitigateMs, null)]),
    row(
      kind === "healthy" ? "Resolved: a check found it well" : "Resolved: a check said fixed",
      times.resolveMs,
      par.resolveMs,
    ),
  ];
  return { title: "Times", blocks: [{ kind: "table", head: ["", "after", "par"], rows }] };
}

function evidenceSection({ evidence }: DiagnosisReport, moments: Moments): Section {
  const rows = evidence.map((piece): Text[] => [
    piece.label,
    piece.symptom ? "symptom" : piece.decisive ? "decisive" : "",
    points(piece.weight),
    piece.command === null ? "never seen" : moments.seenAt(piece.command),
    shownBy(piece.command, moments),
  ]);
  const head = ["fact", "", "weight", "seen at", "shown by"];
  return { title: "Evidence", blocks: rows.length > 0 ? [{ kind: "table", head, rows }] : [] };
}

function suspectsSection({ suspects }: DiagnosisReport, moments: Moments): Section {
  const rows = suspects.map((suspect): Text[] => {
    const by = moments.ruledOutBy(suspect);
    const fate = suspect.cause ? "the cause" : suspect.ruledOutBy === null ? "stayed a suspect" : "ruled out";
    return [suspect.label, fate, by ? moments.seenAt(by.command) : "", by?.label ?? ""];
  });
  const head = ["suspect", "", "at", "by"];
  return { title: "Suspects", blocks: rows.length > 0 ? [{ kind: "table", head, rows }] : [] };
}

function changesSection({ changes }: DiagnosisReport, moments: Moments): Section {
  const rows = changes.map((change): Text[] => [
    moments.seenAt(change.command),
    shownBy(change.command, moments),
    changeName[change.kind],
    // A change that the lab does not know is labelled with its own command, which stands beside it.
    change.label.startsWith("`") ? "" : change.label,
    change.penalty > 0 ? points(change.penalty) : "",
  ]);
  const head = ["at", "command", "kind", "what", "off discipline"];
  return { title: "Changes", blocks: rows.length > 0 ? [{ kind: "table", head, rows }] : [] };
}

function hintsSection(hints: AttemptResult["attempt"]["hints"]): Section {
  const items = hints.map(({ step, text, cost }) => `${hintName[step]} (${points(cost)} points): ${text}`);
  return { title: "Hints taken", blocks: items.length > 0 ? [{ kind: "list", items }] : [] };
}

function shownBy(id: string | null, moments: Moments): Text {
  const command = moments.command(id);
  return command ? [commandRun(command.text)] : "";
}
