import type { CallOptions } from './knowledge-graph.js';

/** What a method knows of the call that it answers. */
export interface CallContext {
  /** Aborted when the caller cancels, or is gone. */
  readonly signal: AbortSignal;
  /** What the caller allows for the call, if it limits it. */
  readonly timeoutMs?: number;
  /** Sends a part of the result; resolves when the caller keeps up. */
  sendPart(part: unknown): Promise<void>;
}

/** Answers calls of one name. The argument comes from another process of the same owner, whose program is the same. */
export type RemoteMethod = (argument: unknown, context: CallContext) => Promise<unknown>;

/** Everything that another process may have done by the one that has the store open, by name. */
export type RemoteMethods = Readonly<Record<string, RemoteMethod>>;

/** Has methods done by the process that has the store open. */
export interface RemoteCaller {
  /** Resolves with what the method answers, and rejects with its error. */
  call(method: string, argument: unknown, options?: CallOptions): Promise<unknown>;
}
