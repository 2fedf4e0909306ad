// Checks that consist of claims, run on real machines: a service of its own and nginx, PostgreSQL, a name server.
import { expect } from "vitest";
import { buildSteps } from "../../orchestrator/catalog/build-steps.ts";
import { Problems } from "../../orchestrator/catalog/problems.ts";
import { labFile } from "../../orchestrator/catalog/schema.ts";
import { runCheck } from "../../orchestrator/core/check.ts";
import type { Params } from "../../orchestrator/core/lab.ts";
import type { MachinePlan, Sandbox } from "../../orchestrator/core/ports.ts";
import type { CheckStep } from "../../orchestrator/protocol/checks.ts";
import { sampleLab } from "../fakes/sample-lab.ts";
import { plan } from "./sandbox-fixture.ts";

/** The port of the service `shop`, and the user that it runs as. */
export const SHOP = { port: 8123, uid: 23_456 };

/** Answers a POST with its body, keeps a deleted file open for each GET of /leak, and never comes to an end of /drip. */
const service = `import http.server, sys, tempfile, time
kept = []
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        if self.path == "/leak":
            file = tempfile.TemporaryFile()
            file.write(b"x" * 4096)
            file.flush()
            kept.append(file)
        if self.path == "/drip":
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            while True:
                self.wfile.write(b".")
                time.sleep(0.1)
        self.answer(200, b"ok\\n")
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        print("order", body.decode(), file=sys.stderr, flush=True)
        self.answer(201, b'{"placed": ' + body + b"}\\n")
    def log_message(self, *_):
        pass
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
Server(("", ${SHOP.port}), Handler).serve_forever()
`;
const unit = `[Service]
User=shop
ExecStart=/usr/bin/python3 /opt/shop.py
Restart=always
`;
const site = `server {
  listen 80;
  location = /orders { return 201 "placed\\n"; }
  location = /closed { return 503; }
  location / { root /srv/www; }
}
`;
const sql = `CREATE DATABASE shop;
\\connect shop
CREATE TABLE orders (id int, reference text);
INSERT INTO orders SELECT n, 'order-' || n FROM generate_series(1, 40) n;
`;

function file(path: string, content: string): MachinePlan["files"][number] {
  return { path, content: Buffer.from(content), mode: 0o644 };
}

function enabled(name: string): MachinePlan["files"][number] {
  return file(`/etc/systemd/system/multi-user.target.wants/${name}.service`, "");
}

export const machines: readonly MachinePlan[] = [
  plan("web", {
    users: [{ name: "shop", uid: SHOP.uid }],
    tmpfs: { "/srv": { mb: 8, inodes: 200 } },
    files: [
      file("/opt/shop.py", service),
      file("/etc/systemd/system/shop.service", unit),
      enabled("shop"),
      file("/etc/nginx/sites-enabled/shop", site),
      enabled("nginx"),
    ],
  }),
  plan("db", { image: "postgres", files: [file("/etc/postgresql/scene.sql", sql)] }),
  plan("names", {
    image: "dns",
    files: [file("/etc/dnsmasq.hosts/shop", "192.0.2.7 shop.example\n192.0.2.8 shop.example\n")],
  }),
];

/** A step as lab.yaml would hold it, without what is the same for all. */
export type Said = Readonly<Record<string, unknown>>;

/**
 * Runs a check of these steps, read by the schema of lab.yaml, and gives what each came to.
 *
 * @param params what was drawn, beside the addresses
 */
export async function checked(
  box: Sandbox,
  steps: readonly Said[],
  params: Params = {},
): Promise<readonly CheckStep[]> {
  const names = machines.map(({ name }) => name);
  const problems = new Problems("claims");
  const parsed = labFile.parse({
    id: "claims",
    title: "Claims",
    summary: "Claims.",
    level: 1,
    minutes: 1,
    layers: ["os"],
    teaches: ["claims"],
    variants: { only: {} },
    machines: Object.fromEntries(names.map((name) => [name, { hostname: name, image: "base" }])),
    symptom: { probe: "symptom.py" },
    // The order of a lab's own: the first proves the symptom, all others the root.
    checks: steps.map((step, at) => ({
      id: `step-${at}`,
      title: "A claim",
      ...("restart" in step || "cron" in step ? {} : { proves: at === 0 ? "symptom" : "root" }),
      timeout_s: 30,
      ...step,
    })),
  });
  const context = { file: parsed, folder: new Map(), machines: names, problems, line: () => 1 };
  const checks = buildSteps(context);
  expect(problems.list).toEqual([]);
  const addresses = Object.entries(box.addresses).map(([name, address]) => [`ip_${name}`, address]);
  const run = await runCheck({
    id: "claims",
    lab: { ...sampleLab, checks, checkTimeoutMs: 120_000 },
    params: { ...Object.fromEntries(addresses), ...params },
    sandbox: box,
    baseline: {},
    now: Date.now,
    onStep: () => undefined,
    onDetail: (step, detail) => details.set(step, detail),
  });
  return run.steps;
}

/** What the last run of a step wrote for our log, by its id. */
export const details = new Map<string, string>();
