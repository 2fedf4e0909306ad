// Prints `N passed, N failed` from the runner's JSON report and fails where anything did.
// Arguments: the report, then the names of the stages that ended with an error.
import { existsSync, readFileSync } from "node:fs";

const [report, ...broken] = process.argv.slice(2);
let passed = 0;
let failed = broken.filter((stage) => stage !== "tests").length;

if (existsSync(report)) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  // A file that could not be loaded has no tests that could fail.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  passed = numPassedTests;
  failed += numFailedTests + unloaded.length;
}
// The set-up failed, or something was left on the engine: no single test did.
if (broken.includes("tests") && failed === 0) failed = 1;

if (broken.length > 0) console.log(`Failed: ${broken.join(", ")}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && broken.length === 0 ? 0 : 1);
