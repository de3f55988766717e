import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromTrainingThread } from './training-messages.js';

const NICENESS = 10;

/** The entry of a thread that trains or measures beside the requests; it ends with its job. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a training thread and cannot be run by itself.');
const post = (message: FromTrainingThread) => port.postMessage(message);

yieldToRequests();
// Loaded afterwards, because loading keeps a processor busy for a second already.
const { doTrainingJob } = await import('./do-training-job.js');
await doTrainingJob(workerData, post);

/** Linux schedules threads by their own niceness, and those that ONNX Runtime starts from here inherit it. */
function yieldToRequests(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch {
    // Training then competes with requests as an equal, which slows them down and breaks nothing.
  }
}
