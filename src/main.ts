import { serveIsthmus } from './app.js';
import { readConfig } from './config/config.js';
import { IsthmusError } from './domain/errors.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    stop.abort();
    // A second signal does not wait for requests in progress.
    process.once(name, () => process.exit(1));
  });
}

try {
  await serveIsthmus(readConfig(process.env), stop.signal);
} catch (error) {
  console.error(error instanceof IsthmusError ? `isthmus: ${error.message}` : error);
  process.exitCode = 1;
}
