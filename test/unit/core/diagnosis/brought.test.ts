import { describe, expect, it } from "vitest";
import { findEvidence } from "../../../../orchestrator/core/diagnosis/evidence.ts";
import { score } from "../../../../orchestrator/core/diagnosis/score.ts";
import { attempt, fullDisk, says, type Typed, type } from "./full-disk.ts";

const ids = (...typed: readonly Typed[]): string[] => findEvidence(fullDisk, type(...typed)).map(({ id }) => id);
const line = "app.log (deleted)";

describe("text that the candidate brought", () => {
  it.each<[string, Typed[]]>([
    ["a file that echo wrote", [[`echo '${line}' > /tmp/a`], ["cat /tmp/a", line]]],
    ["a here-document", [[`cat > /tmp/a <<E\n${line}\nE`], ["cat /tmp/a", line]]],
    ["the history", [[`: '${line}'`], ["history", `  12  : '${line}'`], ["fc -l", `12\t : '${line}'`]]],
    ["a file of the history", [[`: '${line}'`], ["cat ~/.bash_history", `: '${line}'`]]],
    ["a variable", [[`export X='${line}'`], ["env | sort", `X=${line}`]]],
    ["the name of a file", [[`touch '/tmp/${line}'`], ["ls -l /tmp", `-rw-r--r-- 1 root root 0 ${line}`]]],
    ["the name of a process", [[`(exec -a '${line}' sleep 99) &`], ["ps -ef", `root 12 1 0 ${line}`]]],
    ["what is typed into a filter", [["cat", `${line}\n${line}`]]],
    ["what a filter is fed with", [["printf '%s (%s)' app.log deleted | head -1", line]]],
    ["a here-string", [["rev <<< ')deteled( gol.ppa'", line]]],
  ])("is no evidence when it comes back from %s", (_, typed) => {
    expect(ids(...typed)).toEqual([]);
  });

  it("takes nothing from what the machine shows by itself", () => {
    expect(ids(["grep -r deleted /var/log"], ["lsof +L1", says.deleted])).toEqual(["deleted-fd"]);
    expect(ids(["lsof +L1 > /tmp/open"], ["cat /tmp/open", says.deleted])).toEqual(["deleted-fd"]);
    expect(ids(["echo looking at app.log"], ["lsof +L1 | grep deleted", says.deleted])).toEqual(["deleted-fd"]);
  });
});

describe("a script of the candidate's own", () => {
  const destroys = "cat > /tmp/f.sh <<'E'\nrm -rf /var/lib/orders\nE";

  it("is judged by its text where a line wrote it", () => {
    const report = score(attempt(type([destroys], ["bash /tmp/f.sh"]), "not-fixed"));
    expect(report.changes).toMatchObject([{ kind: "destructive" }]);
    const looks = score(attempt(type(["echo 'lsof +L1' > /tmp/l.sh"], ["sh /tmp/l.sh", says.deleted]), "not-fixed"));
    expect(looks.changes).toEqual([]);
    expect(looks.evidence.filter(({ command }) => command !== null).map(({ id }) => id)).toEqual(["deleted-fd"]);
  });

  it.each(["python3 /tmp/f.py", "python3 < /tmp/f.py", "psql -f /tmp/f.sql", "psql < /tmp/f.sql"])(
    "is judged by its text in another language too, also when it is redirected: %s",
    (line) => {
      const file = line.split(" ").at(-1);
      const text = line.startsWith("psql") ? "TRUNCATE orders;" : "import shutil\nshutil.rmtree('/var/lib/orders')";
      const report = score(attempt(type([`cat > ${file} <<'E'\n${text}\nE`], [line]), "not-fixed"));
      expect(report.changes).toMatchObject([{ kind: "destructive" }]);
    },
  );

  it.each([
    "cat /tmp/f.py | python3",
    "python3 - < /root/f.py",
    "bash /tmp/f.sh",
    "./f.sh",
    ". ~/f.sh",
    "sh < /tmp/f.sh",
    "python3 /root/f.py",
    "$X",
    "psql -f /tmp/f.sql",
  ])("counts as a change that shows nothing where no line tells it: %s", (typed) => {
    const report = score(attempt(type([typed, says.deleted]), "not-fixed"));
    expect(report.changes).toMatchObject([{ kind: "change", penalty: 0.3 }]);
    expect(report.evidence.every(({ command }) => command === null)).toBe(true);
    expect(report.components.find(({ id }) => id === "safety")?.sentence).toBe(
      "You destroyed nothing, as far as could be seen.",
    );
  });

  it.each([
    "/opt/app/bin/status",
    "python3 /opt/app/manage.py check",
    ". /etc/os-release",
    "/usr/lib/nagios/check_disk",
  ])("is no suspicion against the machine's own programs: %s", (typed) => {
    expect(score(attempt(type([typed, says.deleted]), "not-fixed")).changes).toEqual([]);
  });
});
