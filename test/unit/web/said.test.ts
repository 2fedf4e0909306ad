import { describe, expect, it } from "vitest";
import { quote } from "../../../orchestrator/core/diagnosis/wording.ts";
import { sentenceText } from "../../../orchestrator/core/report/blocks.ts";
import { runsOf } from "../../../web/result/said.ts";

const commands = [
  { id: "c1", text: "df -h", ms: 58_000 },
  { id: "c2", text: "df -h", ms: 104_400 },
  { id: "c3", text: "find / -xdev  -type f -size +10M -printf '%s %p\\n' | sort -rn | head -20", ms: 130_000 },
  { id: "c4", text: "kill `pidof app` `cat pid`", ms: 150_000 },
];

describe("a sentence of the report", () => {
  it("leads to the command that it names, of equal ones to that at the moment it tells", () => {
    expect(runsOf("You ran `df -h` at 01:44 again.", commands)).toEqual([
      { prose: "You ran " },
      { line: "df -h", command: "c2" },
      { prose: " at 01:44 again." },
    ]);
    expect(runsOf("`df -h` told the same 2 times.", commands)[0]).toEqual({ line: "df -h", command: "c1" });
  });

  it("knows a command that it quotes without its end, its spaces folded", () => {
    const line = "find / -xdev -type f -size +10M -printf…";
    expect(runsOf(`\`${line}\` failed.`, commands)[0]).toEqual({ line, command: "c3" });
  });

  it("knows a command that has backticks in it, which would end the quotation", () => {
    const line = "kill ˋpidof appˋ ˋcat pidˋ";
    const sentence = `You ran ${quote("kill `pidof app` `cat pid`")} first.`;
    expect(runsOf(sentence, commands)[1]).toEqual({ line, command: "c4" });
    expect(sentenceText(sentence)).toEqual(["You ran ", { code: line }, " first."]);
  });

  it("keeps a line that no command is", () => {
    expect(runsOf("Next time look at `lsof`.", commands)[1]).toEqual({ line: "lsof", command: null });
  });
});
