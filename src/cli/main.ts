import { runCli } from './run-cli.js';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort());
}

// The application is loaded only by the commands that open it, so that the others start at once.
process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  nowMs: Date.now,
  signal: interruption.signal,
  open: async (config, options) => (await import('../app.js')).openForCommand(config, options),
  openStore: async (path) => (await import('../app.js')).openStore(path),
  serve: async (config, signal) => (await import('../app.js')).serveIsthmus(config, signal),
});
