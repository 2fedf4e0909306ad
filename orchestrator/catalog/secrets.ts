// The texts of a lab's folder that nothing inside a machine may ever hold.
import { asText } from "../core/draw.ts";
import type { SecretFile } from "../core/lab.ts";
import type { LabFolder } from "./lab-folder.ts";

/** Checks, recipes, what is told after the end, and scripts of faults; what a fault lays into a machine is in there by right. */
const SECRET = /^((checks|solutions|masks|paths)\/.*|debrief\.md|fault\/[^/]+\/[^/]+\.sh)$/;

/** Top keys of lab.yaml whose values a candidate is told, or finds in the machines. */
const TOLD = ["id", "kind", "title", "summary", "level", "minutes", "layers", "teaches", "params", "machines"];

/** All of them, with lab.yaml but for what is told. A file that is not text is in none of these places. */
export function secretsOf(folder: LabFolder): SecretFile[] {
  return [...folder].flatMap(([path, { content }]) => {
    const text = asText(content) ?? "";
    if (path === "lab.yaml") return [{ path, text: untold(text) }];
    return SECRET.test(path) ? [{ path, text }] : [];
  });
}

/** The lines of lab.yaml without those of keys that are told, and without comments above the first key. */
function untold(yaml: string): string {
  let key: string | undefined;
  const lines = yaml.split("\n").filter((line) => {
    key = /^([a-z_]+):/.exec(line)?.[1] ?? key;
    return key === undefined ? !line.startsWith("#") : !TOLD.includes(key);
  });
  return lines.join("\n");
}
