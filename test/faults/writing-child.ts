// Writes without end until it is killed, and tells on its standard output which writes were acknowledged.
// Arguments: mode, path of the store, number of the first write.
import { writeSync } from 'node:fs';
import { feedbackEvent, feedbackItems, openFaultWorld, writeIngestBatch } from './fault-world.js';

const [mode, path, first] = process.argv.slice(2);
// Synchronous, so that a line that was written before the kill arrives.
const tell = (line: string): void => {
  writeSync(1, `${line}\n`);
};

tell('opening');
const { writer } = await openFaultWorld(path);
tell('open');
if (mode === 'feedback') {
  await writer.upsertItems(feedbackItems());
  // Several clients at a time, so that they share transactions.
  const clients = [0, 1, 2].map(async (client) => {
    for (let n = Number(first) + client; ; n += 3) {
      await writer.recordInteractions([feedbackEvent(n)], { createMissingUsers: true });
      tell(String(n));
    }
  });
  await Promise.all(clients);
} else if (mode === 'ingest') {
  for (let n = Number(first); ; n++) {
    await writeIngestBatch(writer, n);
    tell(String(n));
  }
} else {
  // Only holds the store.
  setInterval(() => undefined, 1_000);
}
