// A process that opens a sandbox with shells and is there to be killed: node shell-owner.ts OPTIONS LINE...
// OPTIONS is JSON for createEngine. Each LINE is typed into a shell of its own. Prints JSON: whose sandbox it is, the shells' ids;
// then, at each byte that comes, nothing: that is what its recording would be.
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { plan, request, testLog } from "./sandbox-fixture.ts";

const [options = "{}", ...lines] = process.argv.slice(2);
const engine = createEngine({ ...JSON.parse(options), log: testLog });
const box = await engine.open(request([plan("web")]));
const ids: string[] = [];
for (const line of lines) {
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  shell.onData(() => undefined);
  shell.write(Buffer.from(`${line}\n`));
  ids.push(shell.id);
}
process.stdout.write(`${JSON.stringify({ owner: box.owner, ids })}\n`);
setInterval(() => undefined, 60_000);
