// Makes session.ndjson: what a real bash with the marks of images/base writes while somebody looks for a fault. The tools print
// what is written here, so that nothing of this computer gets into the recording. Takes about four minutes.
//
//   node bench/capture/record.ts        needs bash, less and script
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { logLine } from "./made-output.ts";
import { NONCE, type Step } from "./session.ts";

const MARKS = join(import.meta.dirname, "..", "..", "images", "base", "rootfs", "etc", "bash.marks");
/** Always the same, since it stands in the recording. */
const HOME = "/tmp/sickbay-recording";
const FILE = join(import.meta.dirname, "session.ndjson");
/** Silence after which a key is taken to have done all it does, in milliseconds. */
const SILENCE_MS = 400;
/** Between two keys, and before a command is begun, in milliseconds: about 70 words a minute, and time to read. */
const KEY_MS = 150;
const READ_MS = 2_500;

/** One line is one thing done; `<...>` is a key with a name. */
const DONE = [
  "systemctl status checkout<Enter>",
  "ls -la log<Enter>",
  "tail -n 5 log/a<Tab><Enter>",
  "df -hh<Back><Enter>",
  "ps aux | hd -n 15<Left><Left><Left><Left><Left><Left><Left>ea<End><Enter>",
  "grep -c ERROR log/app.log<Enter>",
  "<Enter>",
  "journalctl -u checkout -n 20<Enter>",
  "less log/app.log<Enter>",
  "  /timeout<Enter>",
  "q",
  "curl -sS localhost:8080/health<Enter>",
  "<Up><Up><Up><Enter>",
  "cd log && ls<Enter>",
  "cd -<Enter>",
];

const KEYS: Readonly<Record<string, string>> = {
  Enter: "\r",
  Tab: "\t",
  Back: "\x7f",
  Up: "\x1b[A",
  Left: "\x1b[D",
  Right: "\x1b[C",
  End: "\x1b[F",
};

const TOOLS: Readonly<Record<string, readonly string[]>> = {
  systemctl: [
    "\x1b[0;1;31m●\x1b[0m checkout.service - Checkout",
    "     Loaded: loaded (/etc/systemd/system/checkout.service; \x1b[0;1;32menabled\x1b[0m)",
    "     Active: \x1b[0;1;31mfailed\x1b[0m (Result: exit-code) since Mon 2026-03-02 09:14:11 UTC; 3min ago",
    "    Process: 412 ExecStart=/usr/local/bin/checkout (code=exited, status=1/FAILURE)",
    "   Main PID: 412 (code=exited, status=1/FAILURE)",
    "",
    ...Array.from({ length: 6 }, (_, at) => `Mar 02 09:14:1${at} web checkout[412]: ${logLine(at)}`),
  ],
  journalctl: Array.from({ length: 20 }, (_, at) => `Mar 02 09:14:${at + 10} web checkout[412]: ${logLine(at)}`),
  df: [
    "Filesystem      Size  Used Avail Use% Mounted on",
    "overlay          20G   11G  8.1G  58% /",
    "tmpfs            64M     0   64M   0% /dev",
    "shm              64M     0   64M   0% /dev/shm",
    "tmpfs           100M  100M     0 100% /var/log",
  ],
  ps: [
    "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND",
    ...Array.from(
      { length: 24 },
      (_, at) =>
        `root ${String(at * 17 + 1).padStart(11)}  0.${at % 10}  0.4 ${12_000 + at * 37} ${4_000 + at * 11} ?        S    09:1${at % 10}   0:00 runsv service-${at}`,
    ),
  ],
  curl: ["curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server"],
};

await writeFile(FILE, (await record()).map((step) => `${JSON.stringify(step)}\n`).join(""));

async function record(): Promise<Step[]> {
  try {
    await layOut();
    const start = `stty cols 100 rows 30; exec bash --noprofile --rcfile ${HOME}/.rc -i`;
    const shell = spawn("script", ["-qec", start, "/dev/null"], {
      cwd: join(HOME, "checkout"),
      env: {
        HOME,
        PATH: `${HOME}/bin:/usr/bin:/bin`,
        LANG: "C.UTF-8",
        TERM: "xterm-256color",
        TERM_SESSION_ID: NONCE,
      },
    });
    const steps: Step[] = [];
    let output: Step["output"] = [];
    let pressedAt = performance.now();
    shell.stdout.on("data", (chunk: Buffer) => {
      output.push([Math.round(performance.now() - pressedAt), chunk.toString("latin1")]);
    });
    while (output.length === 0) await silence(shell.stdout);
    output = [];
    for (const { waitMs, input } of keystrokes()) {
      pressedAt = performance.now();
      shell.stdin.write(input);
      await silence(shell.stdout);
      steps.push({ waitMs, input, output });
      output = [];
    }
    shell.stdin.end("exit\r");
    await once(shell, "close");
    return steps;
  } finally {
    await rm(HOME, { recursive: true, force: true });
  }
}

async function layOut(): Promise<void> {
  await mkdir(join(HOME, "bin"), { recursive: true });
  await mkdir(join(HOME, "checkout", "log"), { recursive: true });
  for (const [name, lines] of Object.entries(TOOLS)) {
    await writeFile(join(HOME, "bin", `${name}.out`), lines.map((line) => `${line}\n`).join(""));
    await writeFile(join(HOME, "bin", name), '#!/bin/sh\nexec cat "$0.out"\n', { mode: 0o755 });
  }
  const log = Array.from({ length: 400 }, (_, at) => `${logLine(at)}\n`);
  await writeFile(join(HOME, "checkout", "log", "app.log"), log.join(""));
  await writeFile(join(HOME, ".rc"), `alias ls='ls --color=auto'\nPS1='root@web:\\w# '\n. ${MARKS}\n`);
}

/** Each key with the pause before it. */
function keystrokes(): { waitMs: number; input: string }[] {
  return DONE.flatMap((line) =>
    [...line.matchAll(/<(\w+)>|[^<]/g)].map(([key, name], place) => ({
      waitMs: place === 0 ? READ_MS : KEY_MS,
      input: name === undefined ? key : keyCode(name),
    })),
  );
}

function keyCode(name: string): string {
  const code = KEYS[name];
  if (code === undefined) throw new Error(`No key is called <${name}>.`);
  return code;
}

async function silence(stream: Readable): Promise<void> {
  for (;;) {
    const more = await Promise.race([
      once(stream, "data").then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, SILENCE_MS, false)),
    ]);
    if (!more) return;
  }
}
