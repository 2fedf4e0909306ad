// The draft of an incident story, as interviews ask for it: facts from the timeline, and gaps for what only the candidate knows.
import type { ChangeView, DiagnosisReport } from "../../protocol/diagnosis.ts";
import type { Command } from "../../protocol/timeline.ts";
import { seenOnly } from "../diagnosis/trail.ts";
import { sentenceText } from "./blocks.ts";
import { markdownText } from "./markdown.ts";
import { commandRun, type Judged, Moments } from "./moments.ts";
import { spell } from "./words.ts";

/**
 * An incident story in Markdown, in the first person and at most as good as what was done. What the timeline can't tell
 * stands in `[square brackets]` for the candidate to fill in.
 *
 * @param result of an ended attempt
 */
export function storyDraft(result: Judged): string {
  const moments = new Moments(result);
  const parts = [
    `# ${markdownText(result.attempt.lab.title)}`,
    "## Impact",
    impact(result.attempt.brief),
    "[How many users or orders, for how long, and what it cost.]",
    "## My role",
    role(result),
    "[Who else was there, and whom I kept informed.]",
    "## How I found it",
    ...search(result, moments),
    "## Decision",
    ...decision(result, moments),
    "## Fix",
    ...fix(result, moments),
    "## Verification",
    ...verification(result, moments),
    "## What changed so that it does not happen again",
    "- [The alert or limit that would have shown it earlier.]\n- [What is automated or made impossible now.]\n- [What I would do differently.]",
    advice(result),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The brief up to its first section, without its title: who was hit by what. It is Markdown of the lab already. */
function impact(brief: string): string {
  const [before = ""] = brief.replace(/^\s*# .*\n+/, "").split(/^## /m);
  return before.trim();
}

function role({ attempt, commands }: Judged): string {
  const machines = [...new Set(commands.map(({ machine }) => machine))].map((name) => markdownText([{ code: name }]));
  const where = machines.length > 0 ? `, with a shell on ${machines.join(" and ")}` : "";
  const hints = attempt.hints.length;
  const helped = hints === 0 ? "" : ` I took ${hints === 1 ? "one hint" : `${hints} hints`} on the way.`;
  return `I was on call and worked on it alone${where}. This was a practice incident.${helped}`;
}

function search({ report, commands }: Judged, moments: Moments): string[] {
  if (report === null) {
    const looked = commands.slice(0, 8).map(({ text }) => `- ${markdownText([commandRun(text)])}`);
    return looked.length > 0 ? [`I ran ${commands.length} commands; the first were:\n\n${looked.join("\n")}`] : [];
  }
  const seen = report.evidence
    .flatMap(({ label, command }) => {
      const by = moments.command(command);
      return by ? [{ label, by, atMs: by.endedAtMs ?? by.startedAtMs }] : [];
    })
    .toSorted((one, other) => one.atMs - other.atMs);
  const steps = seen.map(({ label, by }, index) => {
    const typed = markdownText([commandRun(by.text)]);
    return `${index + 1}. After ${moments.spelled(by)}, ${typed} showed: ${markdownText(label)}`;
  });
  return [
    steps.length > 0 ? steps.join("\n") : "I saw none of the facts that point to the cause.",
    ruledOut(report),
    named(report),
  ];
}

function ruledOut({ suspects }: DiagnosisReport): string {
  const out = suspects.filter(({ cause, ruledOutBy }) => !cause && ruledOutBy !== null);
  if (out.length === 0) return "";
  return `That ruled out: ${out.map(({ label }) => markdownText(label)).join("; ")}.`;
}

function named({ suspects, times }: DiagnosisReport): string {
  const cause = suspects.find((suspect) => suspect.cause);
  if (times.diagnoseMs === null || !cause) return "I had not seen what proves the cause when I stopped looking.";
  return `After ${spell(times.diagnoseMs / 1000)} I could name the cause: ${markdownText(cause.label)}.`;
}

function decision({ attempt, report }: Judged, moments: Moments): string[] {
  const why = "[Why: what was at stake, what I weighed, and what could have gone wrong.]";
  if (report === null) return ["[Whether I eased the symptom before I looked for the cause, and why.]"];
  // There was no symptom to ease, and no change that knowing the cause would have made right.
  if (attempt.kind === "healthy") return [report.changes.length === 0 ? notEased(report) : "", why];
  const first = report.changes.filter(({ kind }) => kind === "mitigation");
  const eased = first.length > 0 ? `I eased the symptom before the final fix: ${typedList(first, moments)}.` : "";
  return [eased || notEased(report), early(report, moments), why];
}

/** Only who had seen what proves the cause, before anything was changed, can have gone for it. */
function notEased(report: DiagnosisReport): string {
  const { changes, times } = report;
  if (changes.length === 0) return `I changed nothing${seenOnly(report)}.`;
  const knew = times.diagnoseMs !== null && changes.every(({ penalty }) => penalty === 0);
  return knew ? "I did not ease the symptom first; I went for the cause." : "I did not ease the symptom first.";
}

/** Changes that were made before the cause was known, said as such. */
function early({ changes }: DiagnosisReport, moments: Moments): string {
  const guesses = changes.filter(({ kind, penalty }) => kind !== "mitigation" && penalty > 0);
  if (guesses.length === 0) return "";
  return `I changed this before I knew the cause: ${typedList(guesses, moments)}.`;
}

function fix(result: Judged, moments: Moments): string[] {
  if (result.attempt.kind === "healthy") return leftSo(result, moments);
  const { report, outcome, solutions } = result;
  const changes = (report?.changes ?? []).filter(({ kind }) => kind !== "mitigation");
  const informed = changes.filter(({ penalty }) => penalty === 0);
  const lines = (informed.length > 0 ? informed : changes).flatMap(({ command }) => moments.command(command) ?? []);
  const destroyed = changes.filter(({ severity }) => severity > 0);
  return [
    lines.length > 0 ? `What I changed:\n\n${lines.map(codeLine).join("\n")}` : "[What I changed.]",
    "[Why that mends the cause and not the symptom.]",
    destroyed.length > 0
      ? `It cost: ${destroyed.map(({ label }) => markdownText(sentenceText(label))).join("; ")}.`
      : "",
    outcome === "fixed"
      ? ""
      : unfixed(
          outcome,
          solutions.map(({ title }) => title),
        ),
  ];
}

/** What was done where nothing was to be done. */
function leftSo({ report, outcome }: Judged, moments: Moments): string[] {
  const changed = (report?.changes ?? []).flatMap(({ command }) => moments.command(command) ?? []);
  const seen = report ? seenOnly(report) : "";
  return [
    changed.length > 0
      ? `Nothing was wrong with the service, and I changed this:\n\n${changed.map(codeLine).join("\n")}`
      : `Nothing was wrong with the service, so I changed nothing${seen}.`,
    outcome === "not-fixed" ? "A check found that it was not as it had been." : "",
    outcome === null ? "I never had it checked." : "",
    "[What I told whoever complained, and what they can do themselves.]",
  ];
}

function unfixed(outcome: Judged["outcome"], solutions: readonly string[]): string {
  const left = {
    "symptom-hidden": "This did not fix it: the symptom was gone, the fault stayed.",
    "not-fixed": "This did not fix it: the symptom was still there.",
    "could-not-tell": "Whether this fixed it was never shown: the check gave no answer.",
  };
  const said = outcome === null || outcome === "fixed" ? "I never had it checked." : left[outcome];
  const right = solutions[0];
  return right === undefined ? said : `${said} A fix that holds: ${markdownText(right)}.`;
}

function verification({ attempt, report, checks, outcome, seconds }: Judged, moments: Moments): string[] {
  const looks = report?.components.find(({ id }) => id === "verification")?.details ?? [];
  const done = looks.filter(({ commands }) => commands.length > 0);
  const items = done.map(({ text, commands }) => `- ${markdownText(moments.withCommands(text, commands))}`);
  const own =
    items.length > 0
      ? `After my last change I looked again:\n\n${items.join("\n")}`
      : `I did not look at it again myself after my last change${report ? seenOnly(report) : ""}.`;
  const refused = checks.filter((run) => run.outcome === "not-fixed" || run.outcome === "symptom-hidden").length;
  const sentence = checks.at(-1)?.sentence ?? "";
  return [
    report === null ? "" : own,
    sentence === "" ? "" : `A check from outside said: ${markdownText(sentence)}`,
    outcome === "fixed" && refused > 0
      ? `Before that, ${refused === 1 ? "one check" : `${refused} checks`} had said no.`
      : "",
    outcome === "fixed" && attempt.kind !== "healthy"
      ? `It was resolved ${spell(seconds)} after I got the machine.`
      : "",
  ];
}

/** The report's advice is told as such: whether it is the candidate's own conclusion, only they can say. */
function advice({ report }: Judged): string {
  const said = report?.advice?.sentence ?? "";
  return said === ""
    ? ""
    : `[The report advises: ${markdownText(sentenceText(said))} Take it over in your own words, or leave it out.]`;
}

function typedList(changes: readonly ChangeView[], moments: Moments): string {
  return markdownText(moments.typed(changes.map(({ command }) => command)));
}

function codeLine({ text }: Command): string {
  return `- ${markdownText([commandRun(text)])}`;
}
