import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IsthmusError } from '../../domain/errors.js';
import { errorOf } from '../../recommend/workers/task-failure.js';
import type { FromTrainingThread, TrainingStartData } from './training-messages.js';

/** Where the code of a training thread is, and Node's options for it; those of this process when absent. */
export interface TrainingThreadOptions {
  readonly entry: URL;
  readonly execArgv?: readonly string[];
}

/** Compiled if this file is, and else the source, which the process's loader reads in threads as well. */
export const TRAINING_THREAD: TrainingThreadOptions = {
  entry: new URL(`./training-main${extname(import.meta.url)}`, import.meta.url),
};

/** Runs a job in a thread of its own and resolves with its last message; aborting ends the thread at once. */
export async function runTrainingThread(
  { entry, execArgv }: TrainingThreadOptions,
  start: TrainingStartData,
  onMessage: (message: FromTrainingThread) => void,
  signal: AbortSignal,
): Promise<FromTrainingThread & { readonly type: 'trained' | 'measured' }> {
  signal.throwIfAborted();
  const options = execArgv === undefined ? {} : { execArgv: [...execArgv] };
  const worker = new Worker(entry, { workerData: start, ...options });
  const abort = () => void worker.terminate();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: FromTrainingThread) => {
        if (message.type === 'failed') reject(errorOf(message.failure));
        else if (message.type === 'trained' || message.type === 'measured') resolve(message);
        else onMessage(message);
      });
      worker.once('error', (cause) => reject(died(cause.message, cause)));
      worker.once('exit', () => reject(signal.aborted ? signal.reason : died('it ended by itself', undefined)));
    });
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function died(reason: string, cause: unknown): IsthmusError {
  return new IsthmusError(
    'INTERNAL',
    `The thread that trained has died (${reason}). The models that were there stay; train again, with more memory if it was short.`,
    { cause },
  );
}
