// Runs Jest under the Node that runs this file, with ES modules switched on. Writes a result file when
// ISTHMUS_TEST_RESULTS names one. Further arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const results = process.env.ISTHMUS_TEST_RESULTS;
const report = results === undefined ? [] : ['--json', '--outputFile', results];
const run = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...report, ...process.argv.slice(2)],
  { stdio: ['inherit', results === undefined ? 'inherit' : 'ignore', 'inherit'] },
);
process.exitCode = run.status ?? 1;
