// Each lab as a person plays it: a real server, real machines, a real browser.
import { describe, expect, it } from "vitest";
import { render } from "../../orchestrator/core/draw.ts";
import type { Lab } from "../../orchestrator/core/lab.ts";
import { drawnFor } from "./drawn.ts";
import { playRoom } from "./play-room.ts";

const status = "-s -o /dev/null -w 'http %{http_code} after %{time_total} s\\n'";

/** What a person types to see each symptom, and how it looks. */
const symptoms = [
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

describe.each(symptoms)("a person who plays $id", ({ id, look, shows }) => {
  it("sees the symptom, is told that nothing is fixed yet, mends it as an expert does, reads the result and takes the recording along", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const attempt = await player.start(lab.title);
    await player.type([look]);
    await player.sees(shows);
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
    await page.getByRole("cell", { name: look }).first().waitFor();
    const moments = await player.playFiles(attempt);
    const labels = (kind: string) => moments.filter((moment) => moment.kind === kind).map(({ label }) => label);
    // A line of comment is none to the shell.
    const lines = [look, ...expert.flatMap((command) => command.split("\n"))].filter((line) => !line.startsWith("#"));
    expect(labels("command")).toEqual(lines.map((line) => (line.length > 200 ? `${line.slice(0, 199)}…` : line)));
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
    await player.type(maskOf(lab, variant).map((command) => render(command, params)));
    await player.check(/symptom is hidden, but the fault is still there/);
    await player.giveUp();
    expect(await player.sentence()).toMatch(/^The symptom is gone, the fault is still there\./);
  });
});

/** A restart where that hides the symptom, the first mask for the variant elsewhere. */
function maskOf(lab: Lab, variant: string): readonly string[] {
  const fitting = lab.masks.filter(
    ({ variants, expect: outcomes }) =>
      (variants.length === 0 || variants.includes(variant)) &&
      outcomes.every((outcome) => outcome === "symptom-hidden"),
  );
  const mask = fitting.find(({ id }) => id === "restart") ?? fitting[0];
  if (mask === undefined) throw new Error(`${lab.id} has no mask for the variant ${variant}.`);
  return mask.commands;
}
