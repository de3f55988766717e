import { parentPort, threadId, workerData } from 'node:worker_threads';
import { RecommendationWorker } from '../../../src/recommend/workers/recommendation-worker.js';
import type { ToWorker } from '../../../src/recommend/workers/worker-messages.js';

/**
 * A thread that ends instead of answering the visitor of the item "deadly", and of "half-deadly" when its number is
 * odd: of two threads that were started together, one is.
 */
const worker = new RecommendationWorker(workerData, (message) => parentPort?.postMessage(message));
parentPort?.on('message', async (message: ToWorker) => {
  if (message.type === 'task' && message.task.type === 'recommend') {
    const excluded = message.task.request.excludeItemIds;
    if (excluded.includes('deadly') || (excluded.includes('half-deadly') && threadId % 2 === 1)) process.exit(1);
  }
  await worker.receive(message);
  if (message.type === 'close') parentPort?.close();
});
