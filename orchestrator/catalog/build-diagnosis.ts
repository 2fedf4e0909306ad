// Puts the diagnosis block of lab.yaml together, and checks that its patterns compile and all references hold.
import type { Evidence, LabDiagnosis } from "../core/diagnosis/model.ts";
import { compile } from "../core/diagnosis/patterns.ts";
import { placeholder } from "../core/draw.ts";
import type { Context } from "./references.ts";
import type { LabFile } from "./schema.ts";

type Given = NonNullable<LabFile["diagnosis"]>;

/** Pieces of evidence that each variant needs and may have. */
const EVIDENCE_PER_VARIANT = { least: 4, most: 8 };

/** The block; where problems were added it must not be used. */
export function buildDiagnosis(given: Given, context: Context): LabDiagnosis {
  const { machines, problems, file } = context;
  const at = (...path: (string | number)[]): number => context.line("diagnosis", ...path);
  const complain = (line: number, what: string, remedy: string): void => problems.add("lab.yaml", line, what, remedy);
  const variants = Object.keys(file.variants);

  const refer = (
    kind: string,
    known: readonly string[],
    names: readonly string[],
    ...path: (string | number)[]
  ): void => {
    for (const name of names.filter((candidate) => !known.includes(candidate))) {
      complain(at(...path), `There is no ${kind} "${name}".`, `Write one of: ${known.join(", ")}.`);
    }
  };
  const tryPatterns = (texts: readonly string[], ...path: (string | number)[]): void => {
    for (const text of texts) {
      const why = compile(text.replace(placeholder, "x")).problem;
      if (why !== null)
        complain(
          at(...path),
          `The pattern ${text} can't be used: ${why}`,
          "Write RE2's syntax: no lookaround, no back references.",
        );
    }
  };
  const once = (
    list: keyof Given & ("suspects" | "evidence" | "mitigations" | "destructive" | "verification"),
  ): void => {
    const ids = given[list].map(({ id }) => id);
    ids.forEach((id, place) => {
      if (ids.indexOf(id) !== place)
        complain(at(list, place, "id"), `Two of ${list} have the id "${id}".`, "Rename one of them.");
    });
  };

  for (const list of ["suspects", "evidence", "mitigations", "destructive", "verification"] as const) once(list);
  const suspects = given.suspects.map(({ id }) => id);
  const evidenceIds = given.evidence.map(({ id }) => id);
  for (const variant of variants) {
    const cause = given.causes[variant];
    if (cause === undefined) {
      complain(at("causes"), `The variant "${variant}" has no cause.`, `Write: ${variant}: ${suspects[0]}`);
      continue;
    }
    refer("suspect", suspects, [cause], "causes", variant);
    const own = given.evidence.filter((piece) => piece.variants.length === 0 || piece.variants.includes(variant));
    const { least, most } = EVIDENCE_PER_VARIANT;
    if (own.length < least || own.length > most) {
      complain(
        at("evidence"),
        `The variant "${variant}" has ${own.length} pieces of evidence.`,
        `Give it ${least} to ${most}.`,
      );
    }
    for (const [name, has] of [
      ["symptom: true", own.some((piece) => piece.symptom)],
      ["decisive: true", own.some((piece) => piece.decisive)],
      [`confirms: ${cause}`, own.some((piece) => piece.confirms === cause)],
    ] as const) {
      if (!has)
        complain(at("evidence"), `No evidence of the variant "${variant}" has ${name}.`, "Add it to one of them.");
    }
    for (const piece of own.filter(({ rules_out: out }) => out.includes(cause))) {
      complain(
        at("evidence", given.evidence.indexOf(piece), "rules_out"),
        `"${piece.id}" rules out "${cause}", which is the cause of the variant "${variant}".`,
        "Limit it with variants:, or leave that suspect in.",
      );
    }
  }
  refer("variant", variants, Object.keys(given.causes), "causes");
  const evidence = given.evidence.map((piece, place): Evidence => {
    tryPatterns(piece.output ?? [], "evidence", place, "output");
    tryPatterns(
      piece.many.map(({ pattern }) => pattern),
      "evidence",
      place,
      "many",
    );
    if (piece.output === undefined && piece.many.length === 0) {
      complain(at("evidence", place), `Nothing shows the evidence "${piece.id}".`, "Give it output: or many:.");
    }
    refer("suspect", suspects, piece.rules_out, "evidence", place, "rules_out");
    refer("suspect", suspects, piece.confirms === undefined ? [] : [piece.confirms], "evidence", place, "confirms");
    refer("evidence", evidenceIds.slice(0, place), piece.needs, "evidence", place, "needs");
    refer("variant", variants, piece.variants, "evidence", place, "variants");
    const tools = piece.tools.map((tool) =>
      typeof tool === "string"
        ? { machine: machines[0] ?? "", command: tool }
        : { machine: tool.on, command: tool.command },
    );
    refer(
      "machine",
      machines,
      tools.map(({ machine }) => machine),
      "evidence",
      place,
      "tools",
    );
    const typed = tools.map(({ machine, command }) => `${machine} ${command.trim().replaceAll(/\s+/g, " ")}`);
    typed.forEach((line, tool) => {
      if (typed.indexOf(line) !== tool)
        complain(
          at("evidence", place, "tools", tool),
          `Two tools of the evidence "${piece.id}" are the same: ${tools[tool]?.command}`,
          "Give another tool in place of one of them.",
        );
    });
    const { rules_out: rulesOut, confirms = null, output = [], ...rest } = piece;
    return { ...rest, output, rulesOut, confirms, tools };
  });
  given.mitigations.forEach((act, place) => void tryPatterns([act.command], "mitigations", place, "command"));
  given.destructive.forEach((act, place) => void tryPatterns([act.command], "destructive", place, "command"));
  given.verification.forEach((look, place) => void tryPatterns(look.output, "verification", place, "output"));
  const { suspects: list, causes, layers, mitigations, destructive, verification, par } = given;
  const { commands, diagnose_s: diagnoseS, resolve_s: resolveS } = par;
  return {
    kind: file.kind,
    suspects: list,
    causes,
    layers,
    evidence,
    mitigations,
    destructive,
    verification,
    par: { commands, diagnoseS, resolveS },
  };
}
