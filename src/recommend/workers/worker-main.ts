import { parentPort, workerData } from 'node:worker_threads';
import { RecommendationWorker } from './recommendation-worker.js';
import type { ToWorker, WorkerStart } from './worker-messages.js';

/** The entry of a thread that answers recommendations; an error that nobody catches ends it, and it is replaced. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread and cannot be run by itself.');
const start: WorkerStart = workerData;
const worker = new RecommendationWorker(start, (message) => port.postMessage(message));
port.on('message', async (message: ToWorker) => {
  await worker.receive(message);
  if (message.type === 'close') port.close();
});
