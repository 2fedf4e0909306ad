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
