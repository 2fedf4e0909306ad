import { describe, expect, it } from "vitest";
import { storyDraft } from "../../../../orchestrator/core/report/story.ts";
import type { ChangeView } from "../../../../orchestrator/protocol/diagnosis.ts";
import { sampleReport, sampleResult } from "../../../fakes/sample-result.ts";

describe("the draft of an incident story", () => {
  it("tells impact, role, search, decision, fix, verification and what is to change", () => {
    const story = storyDraft(sampleResult());
    expect(story.match(/^#+ .*/gm)).toEqual([
      "# Every order is answered with 500",
      "## Impact",
      "## My role",
      "## How I found it",
      "## Decision",
      "## Fix",
      "## Verification",
      "## What changed so that it does not happen again",
    ]);
    expect(story).toContain("Customers see an error page.\n");
    expect(story).not.toContain("What you know");
  });

  it("tells the evidence in the order in which it was seen, with the command that showed it", () => {
    const story = storyDraft(sampleResult());
    expect(story.match(/^\d\. .*/gm)).toEqual([
      "1. After 8 s, `curl -si -X POST localhost/orders` showed: Orders are answered with 500.",
      "2. After 52 s, `df -h /var/log` showed: The file system of the logs is full.",
      "3. After 1 min 6 s, `du -xsh /var/log | sort -h` showed: The files with a name take far less than what is used.",
      "4. After 1 min 38 s, `lsof +L1` showed: The service holds a deleted file open.",
    ]);
    expect(story).toContain("That ruled out: Large log files.");
    expect(story).toContain("After 1 min 38 s I could name the cause: A deleted file held open.");
    expect(story).not.toContain("cron's mail");
  });

  it("admits what was changed before the cause was known, and does not sell it as the fix", () => {
    const story = storyDraft(sampleResult());
    expect(story).toContain("I changed this before I knew the cause: `systemctl restart orders`.");
    const [, fix = ""] = /## Fix\n(.*?)\n## /s.exec(story) ?? [];
    expect(fix).toContain("- `systemctl reload orders`");
    expect(fix).not.toContain("systemctl restart orders");
  });

  it("says that one went for the cause only of one who knew it before the first change", () => {
    const change = { command: "c1", kind: "change", label: "Restarted", penalty: 0, severity: 0 } as const;
    const went = "I went for the cause.";
    const story = (changes: readonly ChangeView[], diagnoseMs: number | null) => {
      const report = sampleReport({ changes: [...changes], times: { ...sampleReport().times, diagnoseMs } });
      return storyDraft(sampleResult({ report }));
    };
    expect(story([change], 8061)).toContain(went);
    expect(story([{ ...change, penalty: 0.3 }, change], 8061)).not.toContain(went);
    expect(story([change], null)).not.toContain(went);
    expect(story([{ ...change, penalty: 0.3 }], null)).toContain("I did not ease the symptom first.");
  });

  it("claims of what was left undone no more than was seen", () => {
    const told = (allSeen: boolean) => {
      return storyDraft(sampleResult({ report: sampleReport({ changes: [], allSeen }) }));
    };
    expect(told(true)).toContain("I changed nothing.");
    expect(told(false)).toContain("I changed nothing, as far as could be seen.");
  });

  it("tells a mitigation apart from the fix", () => {
    const report = sampleReport({
      changes: [{ command: "c1", kind: "mitigation", label: "Restarted", penalty: 0, severity: 0 }],
    });
    const story = storyDraft(sampleResult({ report }));
    expect(story).toContain("I eased the symptom before the final fix: `systemctl restart orders`.");
    expect(story).toContain("[What I changed.]");
  });

  it("is honest about a fault that was left, and about a cause that was never seen", () => {
    const report = sampleReport({
      times: { detectMs: 8061, diagnoseMs: null, mitigateMs: null, resolveMs: null },
      changes: [{ command: "c1", kind: "destructive", label: "Wiped the logs", penalty: 0.5, severity: 0.6 }],
    });
    const story = storyDraft(sampleResult({ report, outcome: "symptom-hidden" }));
    expect(story).toContain("I had not seen what proves the cause when I stopped looking.");
    expect(story).toContain("This did not fix it: the symptom was gone, the fault stayed.");
    expect(story).toContain("A fix that holds: Point postrotate at the right PID file.");
    expect(story).toContain("It cost: Wiped the logs.");
    expect(story).not.toContain("It was resolved");
    expect(storyDraft(sampleResult({ outcome: null }))).toContain("I never had it checked.");
  });

  it("tells that nothing was wrong and nothing was changed, or what was", () => {
    const { attempt } = sampleResult();
    const told = (changes: readonly ChangeView[], outcome: "fixed" | "not-fixed") => {
      const report = sampleReport({ changes: [...changes] });
      return storyDraft(sampleResult({ attempt: { ...attempt, kind: "healthy" }, report, outcome }));
    };
    const left = told([], "fixed");
    expect(left).toContain("Nothing was wrong with the service, so I changed nothing.");
    expect(left).toContain("[What I told whoever complained");
    expect(left).not.toMatch(/resolved|What I changed:|mends the cause/);
    const changed = told(
      [{ command: "c1", kind: "mitigation", label: "Restarted", penalty: 0.3, severity: 0 }],
      "not-fixed",
    );
    expect(changed).toContain(
      "Nothing was wrong with the service, and I changed this:\n\n- `systemctl restart orders`",
    );
    expect(changed).toContain("A check found that it was not as it had been.");
    expect(changed).not.toMatch(/eased|fix that holds/);
  });

  it("says how many hints helped", () => {
    const { attempt } = sampleResult();
    const hint = { step: "where" as const, text: "Look at the disk.", cost: 2 };
    expect(storyDraft(sampleResult({ attempt: { ...attempt, hints: [hint, hint] } }))).toContain("I took 2 hints");
  });

  it("leaves what to do differently to the candidate, and tells the report's advice as the report's", () => {
    const story = storyDraft(sampleResult());
    expect(story).toContain("- [What I would do differently.]");
    expect(story).toContain("[The report advises: Measure before the first restart: df would have said why.");
    const nothingLost = storyDraft(sampleResult({ report: sampleReport({ advice: null }) }));
    expect(nothingLost).not.toContain("The report advises");
  });

  it("is there for a lab that judges no path, and for an attempt without a command", () => {
    const bare = storyDraft(sampleResult({ report: null }));
    expect(bare).toContain("I ran 9 commands; the first were:");
    expect(storyDraft(sampleResult({ report: null, commands: [], checks: [], outcome: null }))).toContain("## Fix");
  });
});
