// Builds the machines' images and shows how far each build is.
import { join } from "node:path";
import type Docker from "dockerode";
import { LabError } from "../../orchestrator/core/lab-error.ts";
import { type ImageFolder, readImageFolders } from "../../orchestrator/docker/image-folders.ts";
import { buildImage, isBuilt } from "../../orchestrator/docker/images.ts";
import { step, tell } from "./progress.ts";
import { SetupError } from "./setup-error.ts";

/**
 * Builds what is missing or changed in images/, in the order in which the images need each other; that of the second source
 * only with SICKBAY_EXEC_TRACE=1.
 *
 * @param base reference of the base image
 * @throws SetupError with the end of the build's output
 */
export async function needMachineImages(docker: Docker, root: string, base: string): Promise<void> {
  const folders = await readImageFolders(join(root, "images"), process.env.SICKBAY_EXEC_TRACE === "1");
  let built = 0;
  for (const folder of folders) {
    if (await isBuilt(docker, folder, base)) continue;
    built += 1;
    await step(`Building the image ${folder.name}`, (show) => build(docker, folder, base, show));
  }
  if (built === 0) tell(`All ${folders.length} images are up to date.`);
}

async function build(docker: Docker, folder: ImageFolder, base: string, show: (detail: string) => void): Promise<void> {
  let output = "";
  try {
    await buildImage(docker, folder, base, {
      onStep: ({ step: number, steps, instruction }) => show(`${number} of ${steps}, ${instruction}`),
      onOutput: (text) => {
        output += text;
      },
    });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new SetupError(error.message, error.remedy, output, { cause: error });
  }
}
