// A small lab for tests that need one.
import type { Evidence, LabDiagnosis } from "../../orchestrator/core/diagnosis/model.ts";
import type { Lab, Recipe } from "../../orchestrator/core/lab.ts";

const recipe = (id: string, line: string, expect: Recipe["expect"]): Recipe => ({
  id,
  title: `Do what ${id} does`,
  machine: "web",
  commands: [line],
  expect,
  variants: [],
});

/** How the sample lab is diagnosed: by whose folder it is. */
export const sampleDiagnosis: LabDiagnosis = {
  kind: "fault",
  suspects: [
    { id: "owner", label: "The folder belongs to another user" },
    { id: "full", label: "The disk is full" },
    { id: "down", label: "The service is down" },
    { id: "limit", label: "A limit was reached" },
    { id: "release", label: "A bad release" },
  ],
  causes: { "wrong-owner": "owner" },
  layers: { process: 1, os: 2 },
  evidence: [
    evidence("refused", "A note is refused", ["HTTP/1.1 500"], { symptom: true }),
    evidence("denied", "{{service}} may not write", ["{{service}}.*Permission denied"], {
      rulesOut: ["down", "limit"],
    }),
    evidence("room", "There is room on the disk", ["[0-9]%"], { needs: ["refused"], rulesOut: ["full"] }),
    evidence("owner", "The folder of {{service}} belongs to root", ["root .*/var/lib/{{service}}"], {
      decisive: true,
      confirms: "owner",
      weight: 3,
    }),
  ],
  mitigations: [{ id: "restart", label: "Restart {{service}}", command: "^systemctl restart {{service}}" }],
  destructive: [{ id: "wipe", label: "Delete the notes", command: "^rm .*/var/lib/{{service}}", severity: 1 }],
  verification: [{ id: "saved", label: "A note is saved", output: ["HTTP/1.1 201"], weight: 1 }],
  par: { commands: 8, diagnoseS: 120, resolveS: 240 },
};

function evidence(id: string, label: string, output: readonly string[], more: Partial<Evidence>): Evidence {
  return {
    id,
    label,
    weight: 1,
    symptom: false,
    decisive: false,
    output,
    many: [],
    needs: [],
    rulesOut: [],
    confirms: null,
    hints: [`Where ${id} shows`, `What ${id} looks like`, `What ${id} means`],
    tools: [],
    variants: [],
    ...more,
  };
}

/** One machine, one variant, a probe before and after a restart, and a look. */
export const sampleLab: Lab = {
  id: "sample",
  kind: "fault",
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
      tmpfs: { "/var/lib/{{service}}": { mb: 16, inodes: 500 } },
      limits: { pids: 256, memoryMb: 512, nofile: 1024 },
      users: [{ name: "{{service}}", uid: "{{uid}}" }],
      scene: [
        { path: "/etc/{{service}}/conf", content: Buffer.from("port={{port}}\n"), mode: 0o644 },
        { path: "/opt/logo.png", content: Uint8Array.of(137, 0, 255, 123, 123), mode: 0o644 },
      ],
    },
  ],
  symptom: { machine: "web", script: "symptom", args: {}, timeoutMs: 2000 },
  baseline: null,
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
  diagnosis: null,
  paths: [],
  brief: "{{service}} answers 500 on {{host_web}} ({{ip_web}}).",
  debrief: "The folder of {{service}} belonged to root.",
  secrets: [],
};

/** The same with nothing wrong: a complaint in place of the fault, and a baseline that the last step compares with. */
export const healthyLab: Lab = {
  ...sampleLab,
  kind: "healthy",
  title: "Someone says that notes get lost",
  baseline: { machine: "web", script: "baseline", timeoutMs: 2000 },
  masks: sampleLab.masks.map((mask) => ({ ...mask, expect: ["not-fixed"] })),
};
