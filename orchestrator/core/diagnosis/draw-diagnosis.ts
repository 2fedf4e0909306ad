// The diagnosis of one attempt: what belongs to its variant, with its parameters filled in.
import { render } from "../draw.ts";
import type { Params } from "../lab.ts";
import type { Diagnosis, LabDiagnosis } from "./model.ts";
import { literal } from "./patterns.ts";

/** Draws the diagnosis; parameters stand in patterns for just their text. */
export function drawDiagnosis(diagnosis: LabDiagnosis, variant: string, params: Params): Diagnosis {
  const { causes, ...rest } = diagnosis;
  const quoted: Params = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, literal(value)]));
  const pattern = (text: string): string => render(text, quoted);
  const text = (plain: string): string => render(plain, params);
  const act = <T extends { label: string; command: string }>(given: T): T => ({
    ...given,
    label: text(given.label),
    command: pattern(given.command),
  });
  return {
    ...rest,
    cause: causes[variant] ?? "",
    suspects: rest.suspects.map((suspect) => ({ ...suspect, label: text(suspect.label) })),
    evidence: rest.evidence
      .filter(({ variants }) => variants.length === 0 || variants.includes(variant))
      .map((piece) => ({
        ...piece,
        label: text(piece.label),
        output: piece.output.map(pattern),
        many: piece.many.map((each) => ({ ...each, pattern: pattern(each.pattern) })),
        hints: [text(piece.hints[0]), text(piece.hints[1]), text(piece.hints[2])] as const,
        tools: piece.tools.map(({ machine, command }) => ({ machine, command: text(command) })),
      })),
    mitigations: rest.mitigations.map(act),
    destructive: rest.destructive.map(act),
    verification: rest.verification.map((look) => ({
      ...look,
      label: text(look.label),
      output: look.output.map(pattern),
    })),
  };
}
