// Builds the machines' images on the engine. What an image was made from is kept in a label, so that what has not
// changed is not built again.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import type Docker from "dockerode";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import { answered, asking, fromEngine, isGone } from "./engine-errors.ts";
import { type ImageFolder, imageTag } from "./image-folders.ts";

/** How long an engine may take to receive a folder and to begin with its answer, in milliseconds. */
const SENDING_MS = 10 * 60_000;

/** Holds the digest of all that an image was made from. */
const INPUTS_LABEL = "sickbay.inputs";

/** What a build tells while it runs. */
export interface BuildListener {
  /** An instruction of the Dockerfile begins; `step` counts from 1 to `steps`. */
  onStep(build: { image: string; step: number; steps: number; instruction: string }): void;
  /** Everything the build prints. */
  onOutput(text: string): void;
}

/** One line of the engine's answer to a build. */
const buildLine = z.object({ stream: z.string().optional(), error: z.string().optional() });

/** The id of an image on the engine, or null where it is not there. */
export async function imageId(docker: Docker, reference: string): Promise<string | null> {
  return (await inspect(docker, reference))?.id ?? null;
}

/** Whether the engine has an image made from exactly this folder and the images below it. */
export async function isBuilt(docker: Docker, folder: ImageFolder, base: string): Promise<boolean> {
  return (await inspect(docker, imageTag(folder.name)))?.inputs === (await inputsOf(docker, folder, base));
}

/**
 * Makes an image from its folder.
 *
 * @param base reference of the image that goes into the build argument BASE
 * @throws LabError("image-missing") where the build fails; its output went to the listener
 */
export async function buildImage(
  docker: Docker,
  folder: ImageFolder,
  base: string,
  listener: BuildListener,
): Promise<void> {
  const tag = imageTag(folder.name);
  const inputs = await inputsOf(docker, folder, base);
  const answer = await asking(
    `sending images/${folder.name}`,
    () =>
      docker.buildImage(
        { context: folder.folder, src: [...folder.entries] },
        { t: tag, buildargs: { BASE: base }, labels: { [INPUTS_LABEL]: inputs }, rm: true, forcerm: true },
      ),
    SENDING_MS,
  );
  for await (const line of createInterface({ input: answer })) {
    if (line.trim() === "") continue;
    const { stream, error } = buildLine.parse(JSON.parse(line));
    if (error !== undefined) throw failed(tag, error);
    if (stream !== undefined) hear(stream, tag, listener);
  }
  if ((await inspect(docker, tag))?.inputs !== inputs) throw failed(tag, "the engine stopped before the end");
}

function hear(text: string, image: string, listener: BuildListener): void {
  listener.onOutput(text);
  const step = /^Step (\d+)\/(\d+) : (.*)/.exec(text);
  if (step === null) return;
  listener.onStep({ image, step: Number(step[1]), steps: Number(step[2]), instruction: step[3]?.trim() ?? "" });
}

/** Covers the folder and the images below it, so that a new base builds all that stands on it anew. */
async function inputsOf(docker: Docker, folder: ImageFolder, base: string): Promise<string> {
  const below = [base, ...folder.needs.map(imageTag)];
  const ids = await Promise.all(below.map((reference) => imageId(docker, reference)));
  return createHash("sha256")
    .update([folder.digest, ...ids].join("\n"))
    .digest("hex");
}

async function inspect(docker: Docker, reference: string): Promise<{ id: string; inputs: string | null } | null> {
  try {
    const about = await answered("inspecting an image", () => docker.getImage(reference).inspect());
    return { id: about.Id, inputs: about.Config?.Labels?.[INPUTS_LABEL] ?? null };
  } catch (error) {
    if (isGone(error)) return null;
    throw fromEngine(error, `looking for the image ${reference}`);
  }
}

function failed(tag: string, reason: string): LabError {
  return new LabError(
    "image-missing",
    `The image ${tag} could not be built: ${reason.trim()}`,
    "The end of the build's output tells more. Builds need Debian's package servers: check the network of the engine's host.",
  );
}
