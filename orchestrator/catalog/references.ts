// What lab.yaml refers to: machines, and the files of the lab's folder.
import { asText } from "../core/draw.ts";
import { below, type LabFolder } from "./lab-folder.ts";
import type { Problems } from "./problems.ts";
import type { LabFile } from "./schema.ts";

/** What a reference in lab.yaml is checked against, and where complaints go. */
export interface Context {
  readonly file: LabFile;
  readonly folder: LabFolder;
  readonly machines: readonly string[];
  readonly problems: Problems;
  /** The 1-based line of a path in lab.yaml. */
  readonly line: (...path: (string | number)[]) => number;
}

/** The name of the machine that is meant, the first one where none is named; an unknown one is a problem at `path`. */
export function machineOf(
  { machines, problems, line }: Context,
  on: string | undefined,
  ...path: (string | number)[]
): string {
  const name = on ?? machines[0] ?? "";
  if (!machines.includes(name)) {
    problems.add("lab.yaml", line(...path), `There is no machine "${name}".`, `Write one of: ${machines.join(", ")}.`);
  }
  return name;
}

/** The text of a script in checks/; a problem at `path` where there is no such file. */
export function script({ folder, problems, line }: Context, name: string, ...path: (string | number)[]): string {
  const found = folder.get(`checks/${name}`);
  if (found) return textOf(found.content, `checks/${name}`, problems);
  const there = [...below(folder, "checks").keys()].join(", ") || "none";
  problems.add("lab.yaml", line(...path), `There is no file checks/${name}.`, `Add it, or write one of: ${there}.`);
  return "";
}

/** The text of a file, with line ends as on Linux; a problem where it is not UTF-8. */
export function textOf(content: Uint8Array, path: string, problems: Problems): string {
  const text = asText(content);
  if (text === null) problems.add(path, 0, "The file is not UTF-8 text.", "Save it as UTF-8.");
  return (text ?? "").replaceAll("\r\n", "\n");
}
