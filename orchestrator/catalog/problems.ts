// From a schema's complaint to a file, a line and what to write instead.
import type { z } from "zod";
import type { LabProblem } from "../protocol/labs.ts";
import { labJsonSchema } from "./schema.ts";

/** Said of a value that is none of several forms. */
const WRONG_FORM = "has the wrong form";

/** Collects what is wrong with one lab, or with one source of labs. */
export class Problems {
  readonly #lab: string;
  readonly #folder: string;
  readonly list: LabProblem[] = [];

  /**
   * @param lab the lab's name; empty where it is about no single lab
   * @param folder where the files are, as people can open it
   */
  constructor(lab: string, folder: string = lab) {
    this.#lab = lab;
    this.#folder = folder;
  }

  add(file: string, line: number, message: string, remedy: string): void {
    const path = file === "." ? this.#folder : `${this.#folder}/${file}`;
    this.list.push({ lab: this.#lab, file, path, line, message, remedy });
  }

  /** Adds a schema's issues; `lines` has the line of each path. */
  addIssues(file: string, issues: readonly z.core.$ZodIssue[], lines: Readonly<Record<string, number>>): void {
    for (const issue of issues.flatMap(flatten)) {
      const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) {
          const known = keysAt(path);
          const remedy = known.length > 0 ? `Known here: ${known.join(", ")}.` : "Remove it.";
          this.add(file, lineOf([...path, key], lines), `Unknown key "${key}"${inside(path)}.`, remedy);
        }
        continue;
      }
      const unfit = issue.code === "invalid_type" || issue.message === WRONG_FORM;
      const missing = unfit && lines[JSON.stringify(path)] === undefined && path.length > 0;
      const what = missing ? "is missing" : sentenceOf(issue.message);
      this.add(file, lineOf(path, lines), `${name(path)} ${what}.`, remedyAt(path));
    }
  }
}

/** How a sentence goes on that begins with the name of what is wrong. */
function sentenceOf(message: string): string {
  return message
    .replace(/^Invalid input: /, "is wrong: ")
    .replace(/^Invalid option: /, "is none of what it can be: ")
    .replace(/^Too (big|small): /, "is too $1: ");
}

/** A union's issue says nothing itself: the alternative with the fewest complaints is what was meant. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const wrongType = (of: readonly z.core.$ZodIssue[]): boolean =>
    of.some((inner) => inner.path.length === 0 && inner.code === "invalid_type");
  const meant = issue.errors.filter((of) => !wrongType(of)).sort((a, b) => a.length - b.length)[0];
  if (!meant) return [{ ...issue, code: "custom", message: WRONG_FORM, params: {} }];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flatten);
}

type Path = readonly (string | number)[];

/** The 1-based line of a path, or of the nearest thing around it that has one. */
export function lineOf(path: Path, lines: Readonly<Record<string, number>>): number {
  for (let length = path.length; length > 0; length--) {
    const line = lines[JSON.stringify(path.slice(0, length))];
    if (line !== undefined) return line;
  }
  return 1;
}

function name(path: Path): string {
  return path.length === 0 ? "The file" : `"${path.join(".")}"`;
}

function inside(path: Path): string {
  return path.length === 0 ? "" : ` in ${name(path)}`;
}

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

const root: SchemaNode = labJsonSchema();

/** The schema's nodes along a path, from the root on, as far as they are known. */
function nodesAlong(path: Path): SchemaNode[] {
  let here: SchemaNode[] = [root];
  const along = [root];
  for (const part of path) {
    const open = here.flatMap((node) => [node, ...(node.anyOf ?? [])]);
    here = open.flatMap((node) => {
      const next = typeof part === "number" ? node.items : (node.properties?.[part] ?? node.additionalProperties);
      return typeof next === "object" ? [next] : [];
    });
    along.push(...here);
  }
  return along;
}

function keysAt(path: Path): string[] {
  const node = nodesAlong(path).at(-1);
  return [node, ...(node?.anyOf ?? [])].flatMap((one) => Object.keys(one?.properties ?? {}));
}

function remedyAt(path: Path): string {
  const described = nodesAlong(path).findLast((node) => node.description !== undefined);
  return described ? `Write ${described.description}.` : "See labs/README.md for the format.";
}
