import { describe, expect, it } from "vitest";
import { parseLine } from "../../../../orchestrator/core/diagnosis/parse-line.ts";
import { withPrompts } from "../../../../orchestrator/core/diagnosis/prompts.ts";

const classOf = (line: string, shown: string) => withPrompts(parseLine(line), shown).class;

describe("what is typed at a prompt that the marks do not follow", () => {
  it.each([
    ["psql service=ops", "shop=> select 1;\n ?column?\nshop=> TRUNCATE orders;\nTRUNCATE TABLE", "destructive"],
    ["psql service=ops", "shop=> select 1;\n ?column?\n----\n 1\nshop=> \\q", "observe"],
    ["psql", "postgres=# update t set a = 1 where b = 2;\nUPDATE 1", "change"],
    ["sh", "# rm -rf /var/lib/orders\n# exit", "destructive"],
    ["dash", "$ ls -l\ntotal 0\n# exit", "observe"],
    ["env -i bash --norc", "bash-5.2# systemctl restart app\nbash-5.2# exit", "change"],
    ["gdb -q -p 12", "(gdb) bt\n#0 read\n(gdb) call (int)close(7)\n$1 = 0", "change"],
    ["gdb -p 12", "(gdb) shell rm -rf /var/lib/orders\n(gdb) quit", "destructive"],
    ["gdb -p 12", "(gdb) info threads\n(gdb) p limit == 3\n(gdb) p *pool@2\n(gdb) detach", "observe"],
    ["gdb -p 12", "(gdb) p limit = 30", "change"],
    ["python3", ">>> import shutil\n>>> shutil.rmtree('/var/lib/orders')\n>>> ", "destructive"],
  ])("is judged as what it does: %s", (line, shown, expected) => {
    expect(classOf(line, shown)).toBe(expected);
  });

  it.each([
    ["sudo cat /etc/app.conf", "# rm old logs\n# systemctl restart app"],
    ["bash -c 'cat /etc/app.conf'", "# rm old logs"],
    ["psql -c 'select note from t'", "shop=> drop table t;"],
    ["cat notes", ">>> os.remove('x')"],
  ])("is not read from what other commands show: %s", (line, shown) => {
    expect(classOf(line, shown)).toBe("observe");
  });
});
