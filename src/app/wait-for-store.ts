import { setTimeout as sleep } from 'node:timers/promises';
import { IsthmusError } from '../domain/errors.js';

const RETRY_MS = 200;

/** How long to wait for a store that another process has open. */
export interface WaitOptions {
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  /** Called once, when there is something to wait for. */
  readonly onWaiting?: () => void;
}

/** Tries to open something again and again while it is STORE_LOCKED, so that commands take turns. */
export async function waitForStore<T>(open: () => Promise<T>, { waitMs, signal, onWaiting }: WaitOptions): Promise<T> {
  const untilMs = performance.now() + waitMs;
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof IsthmusError && error.code === 'STORE_LOCKED') || performance.now() > untilMs) throw error;
    }
    if (attempt === 0) onWaiting?.();
    await sleep(RETRY_MS, undefined, signal === undefined ? {} : { signal });
  }
}
