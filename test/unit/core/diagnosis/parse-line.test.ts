import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitionsIn, parseLine } from "../../../../orchestrator/core/diagnosis/parse-line.ts";
import { commandClass } from "../../../../orchestrator/protocol/diagnosis.ts";
import { layer } from "../../../../orchestrator/protocol/labs.ts";
import { TRICKY_SHELL } from "./tricky-shell.ts";
import { TRICKY_TOOLS } from "./tricky-tools.ts";

const KIB = 1024;
const filled = (unit: string): string => unit.repeat(Math.ceil((16 * KIB) / unit.length)).slice(0, 16 * KIB);
const argvOf = (line: string, aliases: Record<string, string>): (readonly string[])[] =>
  parseLine(line, { aliases: new Map(Object.entries(aliases)) }).simple.map(({ argv }) => argv);

describe("the tricky lines", () => {
  it.each([...TRICKY_SHELL, ...TRICKY_TOOLS])("reads $line", ({ line, simple, ...judged }) => {
    const expected = simple.map(({ via = [], argv, writes = [] }) => ({ argv, via, writes }));
    const { simple: found, untold, ...parsed } = parseLine(line);
    expect(found.map(({ argv, via, writes }) => ({ argv, via, writes }))).toEqual(expected);
    expect(parsed).toEqual(judged);
  });
});

describe("commands within a program", () => {
  it.each([
    [`python3 -c 'os.system("df -h; ls")'`, ["df", "-h"], ["ls"]],
    [`python3 -c 'run(["ps", "aux"], cwd="/srv", text=True)'`, ["ps", "aux"]],
    [`python3 -c 'run(["kill", pid])'`, ["kill", "$unknown"]],
    [`python3 -c 'run(shlex.split("rm -r /srv/x"))'`, ["rm", "-r", "/srv/x", "$unknown"]],
    [`python3 - <<< "os.popen('uptime').read()"`, ["uptime"]],
    [`perl -e 'system "rm", "/etc/x"; print "rm"'`, ["rm", "/etc/x"]],
    [`node -e 'spawn("ls", ["-l"], {stdio: "inherit"})'`, ["ls", "-l"]],
    [`python3 -c 'print("system")'`],
  ])("are found: %s", (line, ...commands) => {
    expect(
      parseLine(line)
        .simple.slice(1)
        .map(({ argv }) => argv),
    ).toEqual(commands);
  });
});

describe("aliases", () => {
  it("puts the expansion in the alias's place and keeps the words after it", () => {
    expect(argvOf("ll '/opt/my app' | wc -l", { ll: "ls -l --color=auto" })).toEqual([
      ["ls", "-l", "--color=auto", "/opt/my app"],
      ["wc", "-l"],
    ]);
  });

  it("does not expand an alias within itself, nor a quoted name, nor a word that is no command", () => {
    expect(argvOf("ls /etc; \\ls; 'ls'; echo ls", { ls: "ls -F" })).toEqual([
      ["ls", "-F", "/etc"],
      ["ls"],
      ["ls"],
      ["echo", "ls"],
    ]);
  });

  it("expands an alias that stands for another, with wrappers and pipelines", () => {
    const line = parseLine("z app", { aliases: new Map(Object.entries({ z: "zz -f", zz: "sudo ps aux | grep" })) });
    expect(line.simple.map(({ argv, via }) => [...via, ...argv])).toEqual([
      ["sudo", "ps", "aux"],
      ["grep", "-f", "app"],
    ]);
  });

  it("looks at the next word too after an expansion that ends with a blank", () => {
    expect(argvOf("sudo ll /etc", { sudo: "sudo ", ll: "ls -l" })).toEqual([["ls", "-l", "/etc"]]);
    expect(argvOf("sudo ll /etc", { ll: "ls -l" })).toEqual([["ll", "/etc"]]);
  });

  it("judges what an alias stands for, not its name", () => {
    expect(parseLine("look", { aliases: new Map([["look", "rm -rf /var/log/*"]]) }).class).toBe("destructive");
  });

  it("comes to an end with aliases that multiply", () => {
    const aliases = new Map([..."abcdefgh"].map((name, at) => [name, `${"bcdefgha"[at]};`.repeat(9)]));
    expect(parseLine("a", { aliases }).simple.length).toBeLessThanOrEqual(500);
  });

  it("finds the definitions of a line", () => {
    const line = "alias ll='ls -l' ..=\"cd ..\"; alias; alias ll; if true; then alias 'q=a b' g='grep '; fi";
    expect(definitionsIn(line).aliases).toEqual([
      ["ll", "ls -l"],
      ["..", "cd .."],
      ["q", "a b"],
      ["g", "grep "],
    ]);
    expect(definitionsIn("echo alias x=y").aliases).toEqual([]);
  });
});

describe("functions", () => {
  const state = (functions: Record<string, string>) => ({ functions: new Map(Object.entries(functions)) });

  it("are kept as the line leaves them", () => {
    const before = state({ old: "{ ls; }", gone: "{ ls; }" });
    const { functions } = definitionsIn("fix() { kill 1; }; (sub() { ls; }); unset -f gone", before);
    expect([...functions]).toEqual([
      ["old", "{ ls; }"],
      ["fix", "{ kill 1; }"],
    ]);
  });

  it("are judged by what is in them, in a call at any place", () => {
    const known = state({ fix: "{ systemctl restart app; }", look: "{ df -h; }" });
    for (const line of ["fix", "'fix'", "time fix", "if fix; then :; fi", "eval fix", "trap fix EXIT", "echo $(fix)"])
      expect(parseLine(line, known).class, line).toBe("change");
    expect(parseLine("look", known)).toMatchObject({ class: "observe", layers: ["os", "host"] });
    expect(parseLine("command fix; echo fix", known).class).toBe("observe");
  });

  it("can't hide a change behind one another: what is too deep counts as one that is not told", () => {
    const chain = Array.from({ length: 40 }, (_, at) => [`f${at}`, at === 39 ? "{ reboot; }" : `{ f${at + 1}; }`]);
    expect(parseLine("f0", state(Object.fromEntries(chain)))).toMatchObject({ class: "change", untold: true });
    const many = Object.fromEntries([..."abcdefgh"].map((name, at) => [name, `{ ${`${"bcdefgha"[at]};`.repeat(9)} }`]));
    expect(parseLine("a", state(many)).simple.length).toBeLessThanOrEqual(500);
  });
});

describe("the folder that a line runs in", () => {
  it("tells whether a relative path matters", () => {
    expect(parseLine("tcpdump -w out.pcap", { cwd: "/tmp" }).class).toBe("observe");
    expect(parseLine("tcpdump -w out.pcap", { cwd: "/root" }).class).toBe("change");
    expect(parseLine("wget http://db/x", { cwd: "/tmp" }).class).toBe("observe");
    expect(parseLine("rm -rf ../*", { cwd: "/tmp/x" }).class).toBe("change");
    expect(parseLine("rm -rf ../../etc", { cwd: "/tmp/x" }).class).toBe("destructive");
  });

  it("follows cd within the line, but not out of a subshell", () => {
    expect(parseLine("cd /tmp; df > df.txt", { cwd: "/etc" }).simple[1]?.writes).toEqual([]);
    expect(parseLine("(cd /tmp); df > df.txt", { cwd: "/etc" }).simple[1]?.writes).toEqual(["df.txt"]);
  });

  it("tells which layers a relative path is about", () => {
    expect(parseLine("cat limits", { cwd: "/proc/12" }).layers).toEqual(["process", "os"]);
    expect(parseLine("ls", { cwd: "/proc/12/fd" }).layers).toEqual(["process"]);
  });
});

describe("input that nobody types", () => {
  const tokens = [
    ..."(){}[]<>|&;!`'\"\\$#=*~ \n\t",
    "$(",
    "<(",
    "<<E\n",
    "E\n",
    "if ",
    "then ",
    "fi",
    "do ",
    "done",
    "case x in ",
  ];
  const words = [
    "ls",
    "rm -rf /",
    "sudo ",
    "sh -c ",
    "find . -exec ",
    "xargs ",
    "psql -c ",
    "awk ",
    "alias a=",
    "kill -9 -1",
    "日本",
  ];
  const nasty = fc.array(fc.constantFrom(...tokens, ...words), { maxLength: 60 }).map((parts) => parts.join(""));

  it("never makes it throw, and always gets a whole answer", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 300 })), (text) => {
        const parsed = parseLine(text, { aliases: new Map([["ls", text]]) });
        expect(commandClass.options).toContain(parsed.class);
        expect(parsed.layers).toEqual(layer.options.filter((each) => parsed.layers.includes(each)));
        if (parsed.simple.length === 0)
          expect(parsed).toEqual({ simple: [], untold: false, class: "neutral", layers: [] });
        expect(parsed.simple.every(({ argv, writes }) => argv.length + writes.length > 0)).toBe(true);
        expect(Array.isArray(definitionsIn(text).aliases)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ..."({`'\"\\[*!\0",
    "$(",
    "((",
    "<(",
    "${a:-",
    '"$(',
    "if ",
    "case a in ",
    "<<a ",
    "f() ",
    "a|",
    "a;",
    "sudo ",
    "find -exec ",
    "sh -c '",
    "eval 'eval ",
    "psql -c 'select 1;",
    "awk '{print > ",
    "python3 -c 'os.kill(",
  ])("answers 16 KB of %j with a bounded list", (unit) => {
    expect(parseLine(filled(unit)).simple.length).toBeLessThanOrEqual(500);
  });

  it("reads the first 16 KB of a longer text", () => {
    const { simple } = parseLine(`df -h; cat > /etc/x <<END\n${"line\n".repeat(10_000)}END\nreboot`);
    expect(simple.map(({ argv }) => argv[0])).toEqual(["df", "cat"]);
  });

  it("goes only so deep into shells within shells", () => {
    const nested = Array.from({ length: 200 }).reduce<string>((inner) => `$(${inner})`, "reboot");
    expect(parseLine(`df ${nested}`).simple[0]?.argv[0]).toBe("df");
  });
});
