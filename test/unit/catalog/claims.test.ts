import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { claimKinds } from "../../../orchestrator/catalog/claims/claims.ts";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { labJsonSchema } from "../../../orchestrator/catalog/schema.ts";
import type { CheckStepSpec } from "../../../orchestrator/core/lab.ts";
import { goodLab, goodLabYaml, LabsFolder } from "../../fakes/lab-folder.ts";

const PROBE = "probe: save.py, args: {count: 3}}";
const PROVOKE = "provoke: restart.sh}";
const LOOK = "look: owner.py}";
/** The lines of the three steps of the good lab. */
const [PROBE_LINE, PROVOKE_LINE, LOOK_LINE] = [20, 21, 22];

/** The lab `good` with some of lab.yaml replaced. */
async function load(...changes: readonly (readonly [string, string])[]) {
  let yaml = goodLabYaml;
  for (const [from, to] of changes) {
    expect(yaml).toContain(from);
    yaml = yaml.replace(from, to);
  }
  await using folder = await LabsFolder.with({ good: { ...goodLab, "lab.yaml": yaml } });
  return await loadCatalog([folder.path], ["base"]);
}

/** The step with this place, 0 to 2, where all is well. */
async function stepOf(at: number, ...changes: readonly (readonly [string, string])[]): Promise<CheckStepSpec> {
  const { labs, problems } = await load(...changes);
  expect(problems).toEqual([]);
  const step = labs[0]?.checks[at];
  if (!step) throw new Error("the lab has no such step");
  return step;
}

it.each([
  ["http", "{url: 'http://{{ip_web}}/', status: 200}", "probe", { method: "GET", status: [200], timeout: 5000 }],
  ["tcp", "{host: '{{ip_web}}', port: '{{port}}'}", "probe", { port: "{{port}}", reachable: true }],
  ["dns", "{resolve: a.example, server: '{{ip_web}}', addrs: [192.0.2.1]}", "probe", { type: "A", port: 53 }],
  ["sql", "{dbname: shop, query: SELECT 1, value: 1}", "probe", { host: "127.0.0.1", port: 5432, user: "postgres" }],
  ["load", "{url: 'http://{{ip_web}}/', requests: 20, status: 200}", "probe", { clients: 8, requests: 20 }],
  ["process", "{port: 80, user: www-data}", "look", { port: 80, user: ["www-data"] }],
  ["fd", "{unit: nginx, open: {lt: 200}}", "look", { unit: "nginx", open: { lt: 200 } }],
  ["disk", "{path: /var/log, usage: {lt: 90}}", "look", { path: "/var/log", usage: { lt: 90 } }],
  ["file", "{path: /etc/passwd, mode: '0644'}", "look", { exists: true, mode: "0644" }],
  ["log", "{unit: nginx, lines: {lt: 10}}", "look", { unit: "nginx", lines: { lt: 10 } }],
])("makes of a claim of the kind %s a script of ours with what lab.yaml says", async (kind, says, mode, claim) => {
  expect(await stepOf(0, [PROBE, `${kind}: ${says}}`])).toMatchObject({
    kind: mode,
    proves: "symptom",
    machine: "web",
    script: expect.stringContaining("judge(measure)"),
    args: { step: "save", claim },
    timeoutMs: 15_000,
  });
});

it("looks for the symptom by a claim in place of a script", async () => {
  const { labs, problems } = await load([
    "symptom: {probe: symptom.py}",
    "symptom: {http: {url: 'http://{{ip_web}}/', method: POST, request-body: '{{nonce}}', status: 500}}",
  ]);
  expect(problems).toEqual([]);
  expect(labs[0]?.symptom).toMatchObject({
    machine: "web",
    script: expect.stringContaining("judge(measure)"),
    args: { step: "symptom", claim: { method: "POST", status: [500], url: "http://{{ip_web}}/" } },
    timeoutMs: 10_000,
  });
});

it.each([
  ["{}", '"symptom" says nothing to look for', "{probe: symptom.py}"],
  ["{probe: symptom.py, tcp: {host: a, port: 1}}", '"symptom" holds probe and tcp', "of which it takes one"],
  ["{disk: {path: /srv, usage: {ge: 99}}}", 'Unknown key "disk"', "http, tcp, dns, sql, load"],
  ["{tcp: {host: a, port: 1, timeout: 9000}}", "The symptom may end before its claim is decided", "within_s: 11"],
  ["{tcp: {host: '{{nonce}}', port: 1}}", "Nobody draws a {{nonce}} for tcp", "http or load"],
])("refuses a symptom written as %s", async (written, message, more) => {
  const { problems } = await load(["symptom: {probe: symptom.py}", `symptom: ${written}`]);
  const told = problems.map((problem) => `${problem.message} ${problem.remedy}`).join("\n");
  expect(told).toContain(message);
  expect(told).toContain(more);
});

it("makes of a restart a provocation in which no parameter can become a command", async () => {
  const step = await stepOf(1, [PROVOKE, "restart: {unit: ['{{service}}', nginx], port: '{{port}}'}}"]);
  expect(step).toMatchObject({ kind: "provoke", always: false, args: {} });
  expect(step.script).toMatch(/\nrestart <<'END'\n6 \{\{port\}\} \{\{ip_web\}\}\n\{\{service\}\}\nnginx\nEND\n$/);
});

it.each([
  ["{rounds: 4}", "play(4, False)"],
  ["{rounds: 2, boot: true}", "play(2, True)"],
])("makes of cron: %s a provocation that is no file in the machine", async (says, call) => {
  const step = await stepOf(1, [PROVOKE, `cron: ${says}}`]);
  expect(step).toMatchObject({ kind: "provoke", always: false, args: {} });
  const [first, ...rest] = step.script.split("\n");
  expect([first, ...rest.slice(-3)]).toEqual(["exec python3 - <<'END'", call, "END", ""]);
  expect(rest.filter((line) => line === "END")).toHaveLength(1);
});

it("keeps apart, in a pattern, what the author wrote and what a parameter stands for", async () => {
  const step = await stepOf(
    2,
    [LOOK, `file: {path: /etc/a, contents: [plain, "!/^{{service}}[.]x$/", '\\!{{nonce}}']}}`],
    [PROBE, "http: {url: 'http://{{ip_web}}/{{nonce}}', status: 200}}"],
  );
  expect(step.args).toMatchObject({
    claim: {
      contents: [
        { absent: false, regex: false, parts: ["plain"] },
        { absent: true, regex: true, parts: ["^", "{{service}}", "[.]x$"] },
        { absent: false, regex: false, parts: ["!", "{{nonce}}", ""] },
      ],
    },
  });
});

it.each([
  [PROBE, "htpp: {url: x}}", PROBE_LINE, 'Unknown key "htpp" in "checks.0".', "http, tcp, dns, process"],
  [
    PROBE,
    "timeout_s: 9}",
    PROBE_LINE,
    '"checks.0" says nothing to do: it holds none of probe, look',
    "with a claim in",
  ],
  [
    PROBE,
    "tcp: {host: a, port: 1}, disk: {path: /, usage: 1}}",
    PROBE_LINE,
    '"checks.0" holds tcp and disk, of which a step takes one.',
    "with a claim in",
  ],
  [
    PROBE,
    "args: {count: 3}, tcp: {host: a, port: 1}}",
    PROBE_LINE,
    '"checks.0.args" is for scripts; tcp holds all that it needs.',
    "for the script",
  ],
  [LOOK, "always: true, look: owner.py}", LOOK_LINE, '"checks.2.always" is for provoke.', "also before the first step"],
  ["proves: root, look", "look", LOOK_LINE, '"checks.2.proves" is missing.', "symptom or root"],
  [
    PROVOKE,
    "proves: root, restart: {unit: a}}",
    PROVOKE_LINE,
    `"checks.1.proves" can't stand beside restart, which is never judged.`,
    "symptom or root",
  ],
  [
    PROVOKE,
    "proves: root, cron: {rounds: 4}}",
    PROVOKE_LINE,
    `"checks.1.proves" can't stand beside cron, which is never judged.`,
    "symptom or root",
  ],
  [PROVOKE, "cron: {boot: true}}", PROVOKE_LINE, '"checks.1.cron.rounds" is missing.', "1 to 20"],
  [PROVOKE, "cron: {rounds: 0}}", PROVOKE_LINE, '"checks.1.cron.rounds" is too small', "1 to 20"],
  [PROBE, "http: {url: 'https://a/', status: 200}}", PROBE_LINE, '"checks.0.http.url" must begin with http://', "TLS"],
  [PROBE, "http: {url: 'http://a/'}}", PROBE_LINE, '"checks.0.http.status" is missing.', "a status, for example 201"],
  [
    PROBE,
    "http: {url: 'http://a/', status: 200, body-contains: ok}}",
    PROBE_LINE,
    'Unknown key "body-contains" in "checks.0.http".',
    "request-body, status, body",
  ],
  [
    PROBE,
    "http: {url: 'http://a/', status: 200, timeout: 5}}",
    PROBE_LINE,
    '"checks.0.http.timeout"',
    "in milliseconds, 100 to 60000",
  ],
  [
    PROBE,
    "http: {url: 'http://a/', status: 200, body: [ok, '/(/']}}",
    PROBE_LINE,
    `"checks.0.http.body.1" can't be used as a pattern: `,
    '"text", "/pattern/"',
  ],
  [
    LOOK,
    "fd: {port: 80, open: {max: 200}}}",
    LOOK_LINE,
    'Unknown key "max" in "checks.2.fd.open".',
    "Known here: lt, le, gt, ge.",
  ],
  [LOOK, "fd: {port: 80, tcp: {CLOSE_WAIT: 3}}}", LOOK_LINE, 'Unknown key "CLOSE_WAIT"', "FIN-WAIT-2, CLOSE-WAIT"],
  [LOOK, "fd: {port: 99999, open: 3}}", LOOK_LINE, '"checks.2.fd.port" is too big: expected number', "a TCP port"],
  [
    LOOK,
    "process: {user: root}}",
    LOOK_LINE,
    '"checks.2.process" holds none of comm, port, unit, state.',
    "one of comm",
  ],
  [
    LOOK,
    "file: {path: /etc/passwd, mode: 0644}}",
    LOOK_LINE,
    '"checks.2.file.mode" must be in quotes, like "0644".',
    "permission bits",
  ],
  [LOOK, "file: {path: a/b}}", LOOK_LINE, '"checks.2.file.path" must be an absolute path.', "an absolute path"],
  [LOOK, "log: {path: /a, unit: b}}", LOOK_LINE, '"checks.2.log" has to hold one of unit and path.', "unit or path"],
  [
    PROBE,
    "load: {url: 'http://a/', requests: 10, status: 200, p99-ms: {lt: 5}}}",
    PROBE_LINE,
    '"checks.0.load.p99-ms" needs at least 100 requests.',
    "{lt: 250}",
  ],
  [
    PROBE,
    "tcp: {host: a, port: 1, within-s: 9}}",
    PROBE_LINE,
    'The step "save" may end before its claim is decided, which takes up to 16 s.',
    "Write timeout_s: 16 or more",
  ],
  [
    LOOK,
    "fd: {port: 80, since: save, growth: {lt: 9}}}",
    LOOK_LINE,
    'No earlier fd step about the same has the id "save".',
    "Add one before it, with the same comm, port, unit, state.",
  ],
  [
    LOOK,
    "log: {path: /a, contents: ['{{nonce}}']}}",
    LOOK_LINE,
    "No earlier step draws the {{nonce}}.",
    "with http or load that sends {{nonce}}",
  ],
  [PROVOKE, "restart: {unit: '{{nonce}}'}}", PROVOKE_LINE, "{{nonce}} can't stand in restart.", "a {{param}}"],
  ["title: Restart,", "title: '{{nonce}}',", PROVOKE_LINE, "{{nonce}} is known in claims only.", "http, tcp, dns"],
  [PROBE, "tcp: {host: '{{ip_wbe}}', port: 1}}", PROBE_LINE, "Unknown parameter {{ip_wbe}}.", "ip_web"],
  ["service: [notes", "nonce: [notes", 8, "the name nonce, and names beginning with ip_ and host_", "parameters drawn"],
])("refuses %j written as %j in line %i, in a sentence", async (from, to, line, message, remedy) => {
  const { problems } = await load([from, to]);
  expect(problems[0]).toMatchObject({
    file: "lab.yaml",
    line,
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
});

it("takes a comparison with an earlier step about the same only", async () => {
  const first: [string, string] = [PROBE, "process: {unit: a}}"];
  const compared = (unit: string, more = "") => `process: {unit: ${unit}, since: save, replaced: true}${more}}`;
  expect(await stepOf(2, first, [LOOK, compared("a")])).toMatchObject({ args: { claim: { since: "save" } } });
  expect((await load(first, [LOOK, compared("b")])).problems).toMatchObject([
    { line: LOOK_LINE, message: 'No earlier process step about the same has the id "save".' },
  ]);
});

it("takes the steps that the guide shows as they stand there", async () => {
  const guide = await readFile(new URL("../../../labs/README.md", import.meta.url), "utf8");
  const shown = guide.slice(guide.indexOf("### Claims")).match(/```yaml\nchecks:\n(.*?)```/s)?.[1] ?? "";
  const uid: [string, string] = ["  port:", "  uid: {from: 20000, to: 30000}\n  port:"];
  const database: [string, string] = ["symptom:", "  db: {hostname: db-1, image: base}\nsymptom:"];
  const own = goodLabYaml.slice(goodLabYaml.indexOf("checks:\n") + "checks:\n".length);
  const { labs, problems } = await load(uid, database, [own, shown]);
  expect(problems).toEqual([]);
  expect(labs[0]?.checks.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["order", "owner", "stored", "before", "burst", "after", "restart", "replaced"]),
  );
});

it("offers an editor every kind of claim, and exactly one in a step", async () => {
  const checks = JSON.parse(JSON.stringify(labJsonSchema())).properties.checks.items;
  expect(Object.keys(checks.properties)).toEqual(expect.arrayContaining([...claimKinds]));
  expect(checks.oneOf).toEqual(["probe", "look", "provoke", ...claimKinds].map((kind) => ({ required: [kind] })));
});
