// Labs as a person plays them: a real server, real machines, a real browser. A whole run of the tests takes some of them each day in turn,
// `npm test browser play-labs` with SICKBAY_TEST_LABS=all takes all.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import { render } from "../../orchestrator/core/draw.ts";
import type { Lab, Recipe } from "../../orchestrator/core/lab.ts";
import { machineImages } from "../../orchestrator/docker/image-folders.ts";
import { inTurn } from "../in-turn.ts";
import { drawnFor } from "./drawn.ts";
import { playRoom } from "./play-room.ts";

const status = "-s -o /dev/null -w 'http %{http_code} after %{time_total} s\\n'";

const HIDDEN = /symptom is hidden, but the fault is still there/;
const LEFT = /^The symptom is gone, the fault is still there\./;
/** Where a here-document begins, and the word that ends it. */
const HERE = /(?<!<)<<-?\s*['"]?(\w+)/;
/** Labs that a whole run plays each day. */
const IN_TURN = 3;

/** What a person types to see the symptom of some labs, and how it looks. */
const looks: readonly { id: string; look: string; shows: RegExp }[] = [
  {
    id: "disk-full-logs",
    look: `curl ${status} localhost/orders -d '{"reference": "t-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'`,
    shows: /http 500/,
  },
  {
    id: "zombie-pids",
    look: `curl ${status} localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4"]}'`,
    shows: /http 503/,
  },
  {
    id: "fd-exhaustion",
    look: `for n in 1 2 3 4; do curl ${status} localhost/v1/quotes/AX-10020$n; done`,
    shows: /http 503/,
  },
  {
    // One page may come in time: it shares the wait for a name with a request before it.
    id: "dns-wrong-resolver",
    look: `for n in 1 2 3 4; do curl -m 10 ${status} localhost/products/K-1042; done`,
    shows: /http (5\d\d|000)|after ([2-9]|\d\d)\./,
  },
  { id: "db-pool-exhausted", look: `curl ${status} localhost/orders/no-such-order`, shows: /http 503/ },
];

const { visit, labOf } = playRoom();
const root = join(import.meta.dirname, "../..");
const catalog = await loadCatalog([join(root, "labs")], await machineImages(join(root, "images")));
const today = inTurn(catalog.labs.map(({ id }) => id).toSorted(), IN_TURN);
const ofKind = (wanted: Lab["kind"]) => catalog.labs.filter(({ id, kind }) => kind === wanted && today.has(id));
const broken = ofKind("fault").map(({ id }) => ({ id, symptom: looks.find((known) => known.id === id) }));
const healthy = ofKind("healthy").map(({ id }) => ({ id }));

describe.each(broken)("a person who plays $id", ({ id, symptom }) => {
  it("sees the symptom, is told that nothing is fixed yet, mends it as an expert does, reads the result and takes the recording along", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const attempt = await player.start(lab.title);
    if (symptom) {
      await player.type([symptom.look]);
      await player.sees(symptom.shows);
    }
    await player.check(/^Not fixed/);

    const { solutions, expert } = await drawnFor(attempt, dataFolder);
    const [solution] = solutions;
    if (solution === undefined) throw new Error(`${id} has no solution for this variant.`);
    await player.type(expert);
    await player.check(/^Fixed/);

    await player.finish();
    expect(await player.sentence()).toMatch(/^Fixed\. (You found the cause in|Done after) /);
    const { page } = player;
    await page.getByRole("heading", { name: "Reference solutions" }).waitFor();
    await page.getByText(solution.title).first().waitFor();
    if (symptom) await page.getByRole("cell", { name: symptom.look }).first().waitFor();
    const moments = await player.playFiles(attempt);
    const labels = (kind: string) => moments.filter((moment) => moment.kind === kind).map(({ label }) => label);
    const typed = [...(symptom ? [symptom.look] : []), ...expert.flatMap(commandsOf)];
    // Of a here-document the first line tells which it is.
    const shown = labels("command").map((label, at) =>
      HERE.test(typed[at] ?? "") ? label.slice(0, typed[at]?.length) : label,
    );
    expect(shown).toEqual(typed.map((line) => (line.length > 200 ? `${line.slice(0, 199)}…` : line)));
    expect(labels("check")).toEqual(["Check: not fixed", "Check: fixed"]);
    expect(labels("evidence")).not.toEqual([]);
    expect(moments.at(-1)?.label).toBe("Check: fixed");

    await page.getByRole("link", { name: "All labs" }).click();
    await page
      .getByRole("article", { name: lab.title })
      .getByText(/Solved in/)
      .waitFor();
  });

  it("who only hides the symptom is told that the fault is left", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const { variant, params } = await drawnFor(await player.start(lab.title), dataFolder);
    const mask = maskOf(lab, variant);
    // Of some masks a fault is back before anyone looks.
    const isHidden = !mask.expect.includes("not-fixed");
    await player.type(mask.commands.map((command) => render(command, params)));
    await player.check(isHidden ? HIDDEN : new RegExp(`${HIDDEN.source}|^Not fixed`));
    await player.giveUp();
    expect(await player.sentence()).toMatch(isHidden ? LEFT : new RegExp(`${LEFT.source}|^Not fixed\\.`));
  });
});

describe.runIf(healthy.length > 0).each(healthy)("a person who plays $id, where nothing is wrong", ({ id }) => {
  it("looks as an expert does, changes nothing, and is told that this was right", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const attempt = await player.start(lab.title);
    const { expert } = await drawnFor(attempt, dataFolder);
    await player.type(expert);
    await player.check(/^Nothing was wrong, and you left it so/);
    await player.finish();
    expect(await player.sentence()).toMatch(/^Nothing was wrong, and you left it so\. You found the cause in /);
  });

  it("who changes something is told no more than that it is not fixed before the end, and what was wrong with it afterwards", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const { variant, params } = await drawnFor(await player.start(lab.title), dataFolder);
    const mask = maskOf(lab, variant);
    await player.type(mask.commands.map((command) => render(command, params)));
    await player.check(/^Not fixed/);
    await player.giveUp();
    expect(await player.sentence()).toMatch(/^It was healthy; you changed it\./);
  });
});

/** What the shell takes a block of typed lines for: a command each, but a here-document is one with its first line, and a comment is none. */
function commandsOf(block: string): string[] {
  const commands: string[] = [];
  let end: string | undefined;
  for (const line of block.split("\n")) {
    if (end !== undefined) {
      if (line === end) end = undefined;
      continue;
    }
    if (!line.startsWith("#")) commands.push(line);
    end = HERE.exec(line)?.[1];
  }
  return commands;
}

/**
 * A mask that is typed where the first terminal is: a restart where that hides the symptom, else one that surely hides it, else one that
 * may. Where nothing is wrong any change will do.
 */
function maskOf(lab: Lab, variant: string): Recipe {
  const [first] = lab.machines;
  const fitting = lab.masks.filter(
    ({ machine, variants, expect: outcomes }) =>
      machine === first?.name &&
      (variants.length === 0 || variants.includes(variant)) &&
      (lab.kind === "healthy" || outcomes.includes("symptom-hidden")),
  );
  const sure = fitting.filter(({ expect: outcomes }) => outcomes.length === 1);
  const mask = sure.find(({ id }) => id === "restart") ?? sure[0] ?? fitting[0];
  if (mask === undefined) throw new Error(`${lab.id} has no mask for the variant ${variant}.`);
  return mask;
}
