// The content of a report, in the order in which it is read: verdict, score, what to change, the path, the cause, the story.
import type { AttemptResult } from "../../protocol/attempts.ts";
import { layerName, outcomeName } from "../../protocol/names.ts";
import { type Block, type ReportDocument, type Section, sentenceText, type Text } from "./blocks.ts";
import { judgementSections } from "./judgement.ts";
import { commandRun, Moments } from "./moments.ts";
import { stepName, took, verdictSentence } from "./words.ts";

/**
 * The report of an ended attempt.
 *
 * @param startedOn the day and time of the start, as it shall read; core/ knows no calendar
 */
export function reportDocument(result: AttemptResult, startedOn: string): ReportDocument {
  const { attempt, outcome, report } = result;
  const { lab } = attempt;
  const moments = new Moments(result);
  return {
    title: lab.title,
    verdict: verdictSentence(result),
    fixed: outcome === "fixed",
    total: report?.total ?? null,
    facts: [
      startedOn,
      `lab ${lab.id}`,
      `level ${lab.level}`,
      lab.layers.map((layer) => layerName[layer]).join(", "),
      `planned for ${lab.minutes} min`,
    ],
    sections: [
      checksSection(result, moments),
      ...judgementSections(result, moments),
      commandsSection(result, moments),
      codeSection("The expert's path", result.expert.join("\n")),
      solutionsSection(result),
      markdownSection("Debrief", result.debrief ?? ""),
      markdownSection("Incident story", result.story),
      unseenSection(result),
    ].filter(({ blocks }) => blocks.length > 0),
  };
}

function checksSection({ attempt, checks }: AttemptResult, moments: Moments): Section {
  const blocks = checks.flatMap((run): Block[] => [
    {
      kind: "heading",
      text: `${moments.at(run.startedAtMs)} ${run.outcome ? outcomeName(run.outcome, attempt.kind) : "No answer"}`,
    },
    { kind: "text", text: run.sentence },
    {
      kind: "table",
      head: ["step", "finding", "what it saw", "took"],
      rows: run.steps.map((step): Text[] => [
        step.title,
        stepName[step.state],
        step.saw,
        step.ms === null ? "" : took(step.ms),
      ]),
    },
  ]);
  const none: Block = { kind: "text", text: "It was never checked." };
  return { title: "Verdict", blocks: blocks.length > 0 ? blocks : [none] };
}

function commandsSection({ commands, report }: AttemptResult, moments: Moments): Section {
  const judged = new Map((report?.commands ?? []).map((command) => [command.id, command]));
  const labels = new Map((report?.evidence ?? []).map(({ id, label }) => [id, label]));
  const rows = commands.map((command): Text[] => {
    const judgement = judged.get(command.id);
    return [
      moments.at(command.startedAtMs),
      command.machine,
      [commandRun(command.text)],
      command.exit === null ? "" : String(command.exit),
      command.endedAtMs === null ? "" : took(command.endedAtMs - command.startedAtMs),
      judgement?.class ?? "",
      (judgement?.evidence ?? []).map((id) => labels.get(id) ?? id).join("; "),
    ];
  });
  const head = ["at", "machine", "command", "exit", "took", "kind", "showed first"];
  return { title: "Commands", blocks: rows.length > 0 ? [{ kind: "table", head, rows }] : [] };
}

function solutionsSection({ attempt, solutions }: AttemptResult): Section {
  return {
    title: attempt.kind === "healthy" ? "Looks that leave it as it is" : "Fixes that hold",
    blocks: solutions.flatMap(({ title, commands }): Block[] => [
      { kind: "heading", text: title },
      { kind: "code", text: commands.join("\n") },
    ]),
  };
}

function unseenSection({ report }: AttemptResult): Section {
  const items = (report?.unverified ?? []).map(sentenceText);
  return { title: "What could not be seen", blocks: items.length > 0 ? [{ kind: "list", items }] : [] };
}

function codeSection(title: string, text: string): Section {
  return { title, blocks: text === "" ? [] : [{ kind: "code", text }] };
}

function markdownSection(title: string, text: string): Section {
  return { title, blocks: text.trim() === "" ? [] : [{ kind: "markdown", text }] };
}
