// Sums up Jest's result files. Arguments: the number of failed steps, then the files. A failed step that is no test
// counts as one failure, so that a red run never closes with "0 failed".
import { readFileSync } from 'node:fs';

const [failedSteps, ...files] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of files) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    passed += result.numPassedTests;
    failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    skipped += result.numPendingTests;
  } catch (error) {
    console.error(`No test result in ${file}: ${error.message}`);
    failed += 1;
  }
}
if (skipped > 0) console.log(`${skipped} skipped`);
failed = Math.max(failed, Number(failedSteps));
console.log(`Tests: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
