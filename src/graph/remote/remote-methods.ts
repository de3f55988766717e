/** What a method knows of the call that it answers. */
export interface CallContext {
  /** Aborted when the caller cancels, or is gone. */
  readonly signal: AbortSignal;
  /** What the caller allows for the call, if it limits it. */
  readonly timeoutMs?: number;
  /** Sends a part of the result; resolves when the caller keeps up. */
  sendPart(part: unknown): Promise<void>;
}

/** Answers calls of one name. The argument comes from another process of the same owner, and is checked for its shape. */
export type RemoteMethod = (argument: unknown, context: CallContext) => Promise<unknown>;

/** Everything that may be called over a socket, by name. */
export type RemoteMethods = Readonly<Record<string, RemoteMethod>>;
