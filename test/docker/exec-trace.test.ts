import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { connect, DEFAULT_DOCKER_HOST } from "../../orchestrator/docker/client.ts";
import { imageId } from "../../orchestrator/docker/images.ts";
import { attemptResult } from "../../orchestrator/protocol/attempts.ts";
import { eventually } from "./eventually.ts";
import { Installation } from "./orchestrator-fixture.ts";

const prefix = process.env.SICKBAY_IMAGES || "sickbay";
const docker = connect(process.env.DOCKER_HOST || DEFAULT_DOCKER_HOST);
const isBuilt = (await imageId(docker, `${prefix}/trace:latest`)) !== null;

it("flags what was run and not shown, and what was shown and never run, and nothing else", async (test) => {
  test.skip(!isBuilt, `There is no image ${prefix}/trace: SICKBAY_EXEC_TRACE=1 npm start builds it.`);
  await using installation = await Installation.make();
  const orchestrator = await installation.start({ SICKBAY_EXEC_TRACE: "1", SICKBAY_IMAGES: prefix });
  const { id, terminals } = await orchestrator.play("silent-port");
  test.skip(!orchestrator.log.includes("are traced"), `This host does not allow it: ${orchestrator.log}`);
  const shell = await orchestrator.attach(id, terminals[0]?.id ?? "");
  const { socket, events } = orchestrator.listen(id);
  shell.socket.once("close", () => socket.close());
  const honest = [
    "ls -l /etc | head -n 2",
    "ll /etc/hostname",
    "look() { cat /etc/hostname; uname -a; }",
    "look",
    "for n in 1 2; do id -u; done",
    "(sleep 0.2; date; env > /dev/null) &",
    "echo 'wc -c /etc/hosts' > /tmp/count; chmod +x /tmp/count; /tmp/count",
    "printf '#!/bin/sh\\nset -m\\nsort /etc/hosts | uniq -c\\n' > /tmp/sorted; sh /tmp/sorted",
    "nonesuch; true",
    "bash",
    "df -h / && ps aux | grep -c init",
    "exit",
    "systemctl list-units | tail -n 1",
    "sudo -n true; su - nobody -s /bin/bash -c 'id -un'",
    "< /etc/nonesuch cat",
  ];
  for (const line of honest) {
    if (line !== "bash") await shell.run(line);
    else {
      const started = () =>
        events.filter((told) => told.type === "timeline" && told.event.body.kind === "command-started").length;
      const before = started();
      shell.socket.send(Buffer.from("bash\n"));
      await eventually(() => started() > before, "a shell within the shell");
    }
  }
  // A mark by the candidate's own hand: the nonce is in the environment.
  const mark = (text: string): string => `\\e]7770;$TERM_SESSION_ID;${text}\\a`;
  const forged = ["D;0;$EPOCHREALTIME", "C;$EPOCHREALTIME", "E;lsof -i", "D;0;$EPOCHREALTIME", "C;$EPOCHREALTIME"];
  await shell.run(`printf "${forged.map(mark).join("")}fake\\n"`);
  // Lines that may have run anything explain what is started within two seconds of them.
  await wait(2500);
  shell.socket.send(Buffer.from("unset PROMPT_COMMAND PS0\ntac /etc/hostname\n"));
  await wait(2500);
  await orchestrator.call("post", `/attempts/${id}/end`);
  const result = await orchestrator.ask(attemptResult, "get", `/attempts/${id}/result`);
  const told = result.timeline.flatMap(({ body }) => (body.kind === "trace-differs" ? [body.text] : []));
  expect(told).toEqual([
    "`lsof -i` was shown, but no such program was started.",
    "`tac /etc/hostname` was run, and stands in no line that the shell told.",
  ]);
});
