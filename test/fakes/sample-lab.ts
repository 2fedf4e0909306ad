// A small lab for tests that need one.
import type { Lab, Recipe } from "../../orchestrator/core/lab.ts";

const recipe = (id: string, line: string, expect: Recipe["expect"]): Recipe => ({
  id,
  title: `Do what ${id} does`,
  machine: "web",
  commands: [line],
  expect,
  variants: [],
});

/** One machine, one variant, a probe before and after a restart, and a look. */
export const sampleLab: Lab = {
  id: "sample",
  title: "Notes can't be saved",
  summary: "Every note is refused.",
  level: 1,
  minutes: 5,
  layers: ["os"],
  teaches: ["reading logs"],
  params: {
    service: { kind: "one-of", values: ["notes", "memos"] },
    port: { kind: "between", from: 8100, to: 8109 },
    uid: { kind: "between", from: 20_000, to: 29_999 },
  },
  variants: [
    {
      id: "wrong-owner",
      params: {},
      files: { web: [{ path: "/etc/{{service}}/conf", content: Buffer.from("port={{port}} broken\n"), mode: 0o644 }] },
      scripts: { web: "chown root /var/lib/{{service}}\n" },
    },
  ],
  machines: [
    {
      name: "web",
      hostname: "{{service}}-1",
      image: "base",
      shell: true,
      capabilities: [],
      tmpfs: { "/var/lib/{{service}}": 16 },
      limits: { pids: 256, memoryMb: 512, nofile: 1024 },
      users: [{ name: "{{service}}", uid: "{{uid}}" }],
      scene: [
        { path: "/etc/{{service}}/conf", content: Buffer.from("port={{port}}\n"), mode: 0o644 },
        { path: "/opt/logo.png", content: Uint8Array.of(137, 0, 255, 123, 123), mode: 0o644 },
      ],
    },
  ],
  symptom: { machine: "web", script: "symptom", timeoutMs: 2000 },
  checks: [
    {
      id: "save",
      title: "Notes are saved",
      kind: "probe",
      proves: "symptom",
      machine: "web",
      script: "save",
      args: { to: "{{port}}" },
      timeoutMs: 1000,
    },
    {
      id: "restart",
      title: "Restart the service",
      kind: "provoke",
      always: false,
      machine: "web",
      script: "systemctl restart {{service}}",
      args: {},
      timeoutMs: 1000,
    },
    {
      id: "again",
      title: "Notes are saved again",
      kind: "probe",
      proves: "root",
      machine: "web",
      script: "again",
      args: {},
      timeoutMs: 1000,
    },
    {
      id: "user",
      title: "The service's user",
      kind: "look",
      proves: "root",
      machine: "web",
      script: "user",
      args: {},
      timeoutMs: 1000,
    },
  ],
  checkTimeoutMs: 10_000,
  solutions: [
    recipe("fix-a", "fix a", ["fixed"]),
    recipe("fix-b", "fix b", ["fixed"]),
    recipe("fix-c", "fix c", ["fixed"]),
  ],
  masks: [
    recipe("hide-a", "hide a", ["symptom-hidden"]),
    recipe("hide-b", "hide b", ["symptom-hidden"]),
    recipe("none", "true", ["not-fixed"]),
  ],
  brief: "{{service}} answers 500 on {{host_web}} ({{ip_web}}).",
  debrief: "The folder of {{service}} belonged to root.",
};
