// How a command ends that could not do its work.
import { LabError } from "../../orchestrator/core/lab-error.ts";
import { SetupError } from "./setup-error.ts";

/** Lines of a failed program's output that are shown. */
const SHOWN_LINES = 30;

/** Runs a command; a foreseen failure is told with its way out, anything else with its stack. Sets the exit status. */
export async function runMain(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SetupError) {
      const lines = error.output.trimEnd().split("\n").slice(-SHOWN_LINES);
      if (error.output.trim() !== "") console.error(`\n${lines.map((line) => `  | ${line}`).join("\n")}`);
      console.error(`\n${error.message}\n${error.wayOut}`);
    } else if (error instanceof LabError) {
      console.error(`\n${error.message}\n${error.remedy}`);
    } else {
      console.error(error);
    }
  }
}
