// What can be told of files in a machine from outside. No program in the machine has a say in it.
import type { Container } from "dockerode";
import { z } from "zod";
import type { ProbeInput, ProbeResult } from "../core/ports.ts";
import { answered, asking, fromEngine, isGone } from "./engine-errors.ts";

/** How long a look into a tmpfs may take, in milliseconds. */
const LOOK_MS = 10_000;

/** The answer's header: base64 of JSON, see ContainerArchiveInfo in the engine's API. */
const archiveInfo = z.object({ headers: z.object({ "x-docker-container-path-stat": z.string() }) });
const pathStat = z.object({ size: z.number(), mode: z.number(), mtime: z.string(), linkTarget: z.string() });
const inspected = z.object({ HostConfig: z.object({ Tmpfs: z.record(z.string(), z.string()).nullish() }) });
const looked = z.record(z.string(), z.string().nullable());

/** For what the engine does not see: files on a tmpfs. */
const LOOK = `
found = {}
for path in args["paths"].split("\\0"):
    info = stat(path)
    found[path] = None if info is None else f"{info.st_size} {info.st_mode} {info.st_mtime_ns}"
keep(**found)
met("")
`;

type States = Record<string, string | null>;

/**
 * A text for each path that is another one once the file was written; null where there is no such file.
 *
 * @param look runs a probe in the machine while it is paused; used only for paths on a tmpfs
 * @throws LabError where it can't be told
 */
export async function fileStates(
  container: Container,
  paths: readonly string[],
  look: (input: ProbeInput, timeoutMs: number) => Promise<ProbeResult>,
): Promise<States> {
  const mounts = await tmpfsMounts(container);
  const isOnTmpfs = (path: string): boolean => mounts.some((mount) => path === mount || path.startsWith(`${mount}/`));
  const unseen = paths.filter(isOnTmpfs);
  const seen = paths.filter((path) => !isOnTmpfs(path));
  const states = await Promise.all(seen.map(async (path) => [path, await stateOf(container, path, true)] as const));
  // A container that went meanwhile has no files either.
  if (states.some(([, state]) => state === null)) await tmpfsMounts(container);
  return { ...Object.fromEntries(states), ...(unseen.length > 0 && (await lookAt(unseen, look))) };
}

async function tmpfsMounts(container: Container): Promise<string[]> {
  const answer = await asking("inspecting a machine", () => container.inspect());
  return Object.keys(inspected.parse(answer).HostConfig.Tmpfs ?? {});
}

async function stateOf(container: Container, path: string, follow: boolean): Promise<string | null> {
  try {
    const answer: unknown = await answered("looking at a file", () => container.infoArchive({ path }));
    const header = archiveInfo.parse(answer).headers["x-docker-container-path-stat"];
    const { size, mode, mtime, linkTarget } = pathStat.parse(
      JSON.parse(Buffer.from(header, "base64").toString("utf8")),
    );
    if (linkTarget.startsWith("/") && follow) return await stateOf(container, linkTarget, false);
    return `${size} ${mode} ${mtime}`;
  } catch (error) {
    if (isGone(error)) return null;
    throw fromEngine(error, "looking at a file");
  }
}

async function lookAt(
  paths: readonly string[],
  look: (input: ProbeInput, timeoutMs: number) => Promise<ProbeResult>,
): Promise<States> {
  const { finding, keep, detail } = await look(
    { script: LOOK, params: {}, args: { paths: paths.join("\0") }, kept: {} },
    LOOK_MS,
  );
  if (finding !== "met") throw new Error(`the files could not be looked at: ${detail}`);
  return looked.parse(keep);
}
