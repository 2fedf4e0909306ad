import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FolderWatch } from "../../../orchestrator/cli/folder-watch.ts";
import { goodLab, LabsFolder } from "../../fakes/lab-folder.ts";

/** Long enough for several looks, in milliseconds. */
const SOME_LOOKS_MS = 1500;

it.each<[string, (lab: string) => Promise<void>]>([
  ["is written", (lab) => writeFile(join(lab, "brief.md"), "Other words.\n")],
  [
    "takes another's place, as editors save",
    async (lab) => {
      await writeFile(join(lab, ".brief.md.swp"), goodLab["brief.md"] ?? "");
      await rename(join(lab, ".brief.md.swp"), join(lab, "brief.md"));
    },
  ],
  ["goes", (lab) => rm(join(lab, "checks/restart.sh"))],
])("tells when a file %s", async (_how, save) => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const watch = await FolderWatch.on(join(folder.path, "good"));
  await save(join(folder.path, "good"));
  expect(await watch.saved(AbortSignal.timeout(30_000))).toBe(true);
  expect(await watch.saved(AbortSignal.timeout(SOME_LOOKS_MS))).toBe(false);
});

it("tells of files in folders that are new, and in a lab that is not there yet", async () => {
  await using folder = await LabsFolder.with({});
  const watch = await FolderWatch.on(join(folder.path, "good"));
  await folder.write("good/scene/web/etc/x", "1");
  expect(await watch.saved(AbortSignal.timeout(30_000))).toBe(true);
  await folder.write("good/scene/web/etc/x", "22");
  expect(await watch.saved(AbortSignal.timeout(30_000))).toBe(true);
});

it("keeps still for a proof and for what editors leave beside a file", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const watch = await FolderWatch.on(join(folder.path, "good"));
  for (const name of ["proof.json", ".lab.yaml.swp", "brief.md~", "checks/.#save.py", "#brief.md#"]) {
    await folder.write(`good/${name}`, "x");
  }
  expect(await watch.saved(AbortSignal.timeout(SOME_LOOKS_MS))).toBe(false);
});
