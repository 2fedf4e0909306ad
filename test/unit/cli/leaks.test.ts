import { expect, it } from "vitest";
import { leakMarkers } from "../../../orchestrator/cli/leak-markers.ts";
import { searchLeaks } from "../../../orchestrator/cli/leaks.ts";
import { draw, seededRandom, withBuiltIns } from "../../../orchestrator/core/draw.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import type { Started } from "../../../orchestrator/core/start.ts";
import { type FakeAnswers, FakeEngine, ownFinds } from "../../fakes/fake-engine.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

/** Some lines of a scene, and what is secret beside them. */
function labWith(scene: string, secrets: Readonly<Record<string, string>>, brief = sampleLab.brief): Lab {
  const machines = sampleLab.machines.map((machine) => ({
    ...machine,
    scene: [{ path: "/srv/x", content: Buffer.from(scene), mode: 0o644 }],
  }));
  return { ...sampleLab, machines, brief, secrets: Object.entries(secrets).map(([path, text]) => ({ path, text })) };
}

/** The sample's markers, where the service is called notes. */
function markersOf(lab: Lab): string[] {
  const drawing = draw(
    { ...lab, params: { ...lab.params, service: { kind: "one-of", values: ["notes"] } } },
    seededRandom(1),
  );
  const params = withBuiltIns(lab, drawing.params, { web: "10.9.0.2" });
  return leakMarkers(lab, { drawing, params }).map(({ text }) => text);
}

it("searches for the long lines of every secret, as they are written and as they are drawn", () => {
  const lab = labWith("", {
    "lab.yaml": "checks:\n  - {id: save, title: Notes are saved by {{service}}}\n",
    "debrief.md": "The folder of {{service}} belonged to root.\n",
    "paths/expert.sh": "# title: What an expert types\n\nls\n",
    "checks/save.py": "reply = http('GET', params['url'], nonce='{{nonce}}')\n",
  });
  expect(markersOf(lab)).toEqual([
    "- {id: save, title: Notes are saved by notes}",
    "- {id: save, title: Notes are saved by {{service}}}",
    "The folder of notes belonged to root.",
    "The folder of {{service}} belonged to root.",
    "# title: What an expert types",
    "reply = http('GET', params['url'], nonce='{{nonce}}')",
  ]);
});

it("takes what the scene holds for a leak where it is a copy, and not where both go over the same words", () => {
  const shared = "except OSError as error: raise";
  const check = `${shared}\nif reply.status == 500: met('a note was refused')\nnot_met('no note was refused')\n`;
  expect(markersOf(labWith(shared, { "checks/save.py": check }))).not.toContain(shared);
  expect(markersOf(labWith(check, { "checks/save.py": check }))).toContain(shared);
  const yaml = `diagnosis:\n  ${shared}\n  another line of the diagnosis\n`;
  expect(markersOf(labWith(shared, { "lab.yaml": yaml }))).toContain(shared);
});

it("searches for title and longest command of a recipe in the scene too, but not for what it writes into a file", () => {
  const written = "this line stands in the scene too";
  const recipe = `# title: Write the settings anew\n\ncat > /etc/notes/settings.conf <<EOF\n${written}\nEOF\n`;
  expect(markersOf(labWith(recipe, { "solutions/anew.sh": recipe }))).toEqual([
    "# title: Write the settings anew",
    "cat > /etc/notes/settings.conf <<EOF",
  ]);
});

it("searches for the commands of a fault's script, but not for what it writes into files, which is the fault", () => {
  const script =
    "cat > /etc/notes/settings.conf <<'END'\nthis line is the fault itself\nEND\nsystemctl restart {{service}} --now\n";
  expect(markersOf(labWith("", { "fault/wrong-owner/web.sh": script }))).toEqual([
    "cat > /etc/notes/settings.conf <<'END'",
    "systemctl restart notes --now",
    "systemctl restart {{service}} --now",
  ]);
});

it("does not search for texts that a check sends to a service, which keeps them by right", () => {
  const check = 'NAMES = [\n    "Ceramic storage jar with bamboo lid",\n]\nsend({"name": "Ceramic storage jar"})\n';
  expect(markersOf(labWith("", { "checks/save.py": check }))).toEqual(['send({"name": "Ceramic storage jar"})']);
});

it("does not search for what the candidate is told, or what is typed as a look", () => {
  const told = "Notes can't be saved since this morning.";
  const lab = labWith(
    "",
    { "debrief.md": `${told}\n`, "paths/expert.sh": "# title: x\n\njournalctl -n 50 --no-pager\n" },
    told,
  );
  expect(markersOf(lab)).toEqual([]);
});

const secret = labWith("", { "debrief.md": "The folder of the service belonged to root.\n" });

/** Searches the sample's machine, which answers as given. */
async function search(answers: Partial<FakeAnswers>) {
  const engine = new FakeEngine(answers);
  const drawing = draw(secret, seededRandom(1));
  const sandbox = await engine.open({
    owner: "a",
    expiresAtMs: 0,
    machines: ["web"],
    draw: () => [],
    onStep: () => {},
  });
  const params = withBuiltIns(secret, drawing.params, sandbox.addresses);
  const started: Started = { sandbox, drawing, params, startMs: 0, saw: "", baseline: {} };
  return await searchLeaks(secret, started);
}

it("names the file that leaks and where it does, in a machine and in what its engine keeps of it", async () => {
  const leak = "/root/notes.md\0The folder of the service belonged to root.\n";
  expect(await search({})).toEqual({ leaks: [], failure: null });
  expect(await search({ run: (_sandbox, script) => ({ output: `${leak}${ownFinds(script)}` }) })).toEqual({
    leaks: ["/root/notes.md on web holds text of debrief.md."],
    failure: null,
  });
  expect(await search({ settings: () => ["RUN echo The folder of the service belonged to root. > /x"] })).toEqual({
    leaks: ["The container or image of web holds text of debrief.md."],
    failure: null,
  });
});

it.each([
  ["the connection was lost", () => ({ exit: -1, output: "" }), "ended with exit status -1"],
  ["it took too long", (script: string) => ({ timedOut: true, output: ownFinds(script) }), "did not end within 60 s"],
  ["grep finds nothing", () => ({ output: "grep: not found" }), "it wrote: grep: not found"],
  [
    "only files were searched",
    (script: string) => ({ output: ownFinds(script).replace(/.*\n/, "") }),
    "did not find what it had laid there itself",
  ],
])("says nothing of a machine where %s", async (_what, answer, why) => {
  const { leaks, failure } = await search({ run: (_sandbox, script) => answer(script) });
  expect(leaks).toEqual([]);
  expect(failure).toContain(`The search for leaks on web`);
  expect(failure).toContain(why);
});
