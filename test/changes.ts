// What git says of which labs a change touches. A change of a lab's own files needs no git: its proof names their digest.
import { spawnSync } from "node:child_process";

export interface Changes {
  /** Whether something below these paths changed since the proof of a lab was committed. */
  sinceProof(lab: string, paths: readonly string[]): boolean;
  /** Whether the last commit changed a lab; of a merge all that it brought. */
  inLastCommit(lab: string): boolean;
}

/** A copy without git, or without its history: what it is made of may have changed since any proof, so it counts as changed. */
const unknown: Changes = { sinceProof: (_, paths) => paths.length > 0, inLastCommit: () => false };

/** Reads a clone of Sickbay. Files that explain (.md) change nothing but where they belong to a lab. */
export function changesIn(clone: string): Changes {
  const git = (...args: string[]) => spawnSync("git", ["-C", clone, ...args], { encoding: "utf8" });
  const { stdout, status } = git("rev-parse", "--is-shallow-repository");
  if (status !== 0 || stdout.trim() !== "false") return unknown;

  const differs = (commit: string, paths: readonly string[]): boolean => {
    const { status: found, stderr } = git("diff", "--quiet", commit, "--", ...paths);
    if (found === 0 || found === 1) return found === 1;
    throw new Error(`git can't compare with ${commit}: ${stderr}`);
  };
  return {
    sinceProof: (lab, paths) => {
      if (paths.length === 0) return false;
      const proven = git("log", "-1", "--format=%H", "--", `labs/${lab}/proof.json`).stdout.trim();
      // A proof that is not committed yet was written just now.
      return proven !== "" && differs(proven, [...paths, ":(exclude)*.md"]);
    },
    inLastCommit: (lab) => git("rev-parse", "--verify", "HEAD^").status === 0 && differs("HEAD^", [`labs/${lab}`]),
  };
}
