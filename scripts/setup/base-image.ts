// The image under all machines: pulled where a registry answers, else made from Debian's packages, once.
import type Docker from "dockerode";
import { z } from "zod";
import { imageId } from "../../orchestrator/docker/images.ts";
import { bootstrapDebian } from "./bootstrap-debian.ts";
import type { Host } from "./host.ts";
import { step } from "./progress.ts";
import { SetupError } from "./setup-error.ts";

const FROM_REGISTRY = "debian:trixie-slim";
const BOOTSTRAPPED = { repo: "sickbay/debian", tag: "trixie" };

/** How long the registry may stay silent before it counts as out of reach, in milliseconds. */
const SILENCE_MS = 20_000;

const pullLine = z.object({ status: z.string().optional(), id: z.string().optional(), error: z.string().optional() });

/**
 * Makes sure that the base image is on the engine.
 *
 * @param asked the value of SICKBAY_BASE_IMAGE, empty for the default
 * @returns the reference that the other images are built from
 * @throws SetupError
 */
export async function needBaseImage(docker: Docker, host: Host, asked: string): Promise<string> {
  if (asked !== "") {
    if ((await imageId(docker, asked)) === null) await pullAsked(docker, asked);
    return asked;
  }
  const bootstrapped = `${BOOTSTRAPPED.repo}:${BOOTSTRAPPED.tag}`;
  for (const reference of [FROM_REGISTRY, bootstrapped]) {
    if ((await imageId(docker, reference)) !== null) return reference;
  }
  const pulled = await step(`Pulling ${FROM_REGISTRY}`, async (tell) => {
    try {
      await pull(docker, FROM_REGISTRY, tell);
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return error.message;
    }
  });
  if (pulled === true) return FROM_REGISTRY;
  process.stdout.write(`No registry answers (${pulled.trim()}). The base is made from Debian's packages instead.\n`);
  await bootstrapDebian(host, (tar) => load(docker, tar));
  return bootstrapped;
}

async function pullAsked(docker: Docker, reference: string): Promise<void> {
  await step(`Pulling ${reference}`, async (tell) => {
    try {
      await pull(docker, reference, tell);
    } catch (error) {
      const wayOut = "Correct SICKBAY_BASE_IMAGE, log in to its registry (docker login), or unset it.";
      throw new SetupError(`The base image ${reference} could not be pulled.`, wayOut, String(error), { cause: error });
    }
  });
}

async function pull(docker: Docker, reference: string, tell: (detail: string) => void): Promise<void> {
  const abort = new AbortController();
  const give = (): void => abort.abort(new Error(`silent for ${SILENCE_MS / 1000} s`));
  let timer = setTimeout(give, SILENCE_MS);
  try {
    const answer = await docker.pull(reference, { abortSignal: abort.signal });
    await readLines(answer, (line) => {
      clearTimeout(timer);
      timer = setTimeout(give, SILENCE_MS);
      tell(`${line.id ?? ""} ${line.status ?? ""}`);
    });
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

async function load(docker: Docker, tar: string): Promise<void> {
  // A tar holds files only: what to run and where to look for programs is said here.
  const changes = [
    'CMD ["/bin/bash"]',
    "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LABEL sickbay.base=bootstrapped",
  ];
  await readLines(await docker.importImage(tar, { ...BOOTSTRAPPED, changes }), () => undefined);
}

async function readLines(
  answer: NodeJS.ReadableStream,
  onLine: (line: z.infer<typeof pullLine>) => void,
): Promise<void> {
  let rest = "";
  for await (const chunk of answer) {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines.filter((line) => line.trim() !== "")) {
      const line = pullLine.parse(JSON.parse(text));
      if (line.error !== undefined) throw new Error(line.error);
      onLine(line);
    }
  }
}
