// The drawn diagnosis of an attempt as it is kept: what `Diagnosis` of core/diagnosis/model.ts says, as a schema.
import { z } from "zod";
import { labKind, layer } from "../protocol/labs.ts";

const act = z.strictObject({ id: z.string(), label: z.string(), command: z.string() });

export const diagnosisShape = z.strictObject({
  // Attempts from before there were others were all at faults.
  kind: labKind.default("fault"),
  cause: z.string(),
  suspects: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  layers: z.partialRecord(layer, z.number()),
  evidence: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      weight: z.number(),
      symptom: z.boolean(),
      decisive: z.boolean(),
      output: z.array(z.string()),
      many: z.array(z.strictObject({ pattern: z.string(), lines: z.number() })),
      needs: z.array(z.string()),
      rulesOut: z.array(z.string()),
      confirms: z.string().nullable(),
      hints: z.tuple([z.string(), z.string(), z.string()]),
      tools: z.array(z.strictObject({ machine: z.string(), command: z.string() })),
      variants: z.array(z.string()),
    }),
  ),
  mitigations: z.array(act),
  destructive: z.array(act.extend({ severity: z.number() })),
  verification: z.array(
    z.strictObject({ id: z.string(), label: z.string(), output: z.array(z.string()), weight: z.number() }),
  ),
  par: z.strictObject({ commands: z.number(), diagnoseS: z.number(), resolveS: z.number() }),
});
