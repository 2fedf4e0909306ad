// What the engine keeps of how a machine and its image were made.
import type Docker from "dockerode";
import { z } from "zod";
import type { MachineRecord } from "../core/ports.ts";
import { asking } from "./engine-errors.ts";

const list = z.array(z.string()).nullish();
const config = z.object({
  Labels: z.record(z.string(), z.string()).nullish(),
  Env: list,
  Cmd: list,
  Entrypoint: list,
});
const container = z.object({ Created: z.iso.datetime({ offset: true }), Image: z.string(), Config: config });
const image = z.object({ Config: config.nullish() });
const history = z.array(z.object({ CreatedBy: z.string().nullish(), Comment: z.string().nullish() }));

/** Asks the engine for the record of a container. */
export async function machineRecord(docker: Docker, containerId: string): Promise<MachineRecord> {
  const made = container.parse(
    await asking("asking how a machine was made", () => docker.getContainer(containerId).inspect()),
  );
  const from = docker.getImage(made.Image);
  const about = image.parse(await asking("asking how an image was made", () => from.inspect()));
  const layers = history.parse(await asking("asking for the layers of an image", () => from.history()));
  const texts = [
    ...textsOf(made.Config),
    ...(about.Config ? textsOf(about.Config) : []),
    ...layers.flatMap(({ CreatedBy, Comment }) => [CreatedBy ?? "", Comment ?? ""]),
  ];
  return { madeAtMs: Date.parse(made.Created), texts };
}

function textsOf({ Labels, Env, Cmd, Entrypoint }: z.infer<typeof config>): string[] {
  return [...Object.entries(Labels ?? {}).flat(), ...(Env ?? []), ...(Cmd ?? []), ...(Entrypoint ?? [])];
}
