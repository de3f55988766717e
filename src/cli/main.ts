import { runCli } from './run-cli.js';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort());
}

// The application is loaded only by the commands that open it, so that the others start at once.
const exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  nowMs: Date.now,
  signal: interruption.signal,
  open: async (config, options) => (await import('../app.js')).openForCommand(config, options),
  openStore: async (path) => (await import('../app.js')).openStore(path),
  serve: async (config, signal) => (await import('../app.js')).serveIsthmus(config, signal),
});
process.exitCode = exitCode;
// A cancelled statement that the embedded engine cannot interrupt would keep the process alive; stdout is flushed first.
process.stdout.write('', () => process.exit(exitCode));
