import { connect, type Socket } from 'node:net';
import { ERROR_CATALOGUE, type ErrorCode, IsthmusError } from '../../domain/errors.js';
import type { RemoteCaller } from '../remote-methods.js';
import { cancelled, exceeded, PendingCall, type RemoteCallOptions } from './pending-call.js';
import { Wire } from './wire.js';
import { type Answer, answerSchema, type Request } from './wire-messages.js';

const HEARTBEAT_MS = 5_000;
/** A host that says nothing for so long, while it is asked, hangs. Fitting models may keep its thread busy for a while. */
const SILENCE_MS = 60_000;

/** A connection to the process that has the store open: makes calls over a socket and hears their answers. */
export class RemoteConnection implements RemoteCaller {
  private readonly calls = new Map<number, PendingCall>();
  private readonly wire: Wire;
  private readonly heartbeat: NodeJS.Timeout;
  private lastId = 0;
  /** Why no more calls are taken; null while they are. */
  private refusal: IsthmusError | null = null;
  private closing: Promise<void> | null = null;

  private constructor(socket: Socket, helloTimeoutMs?: number) {
    const listener = {
      message: (message: unknown) => this.receive(answerSchema.parse(message)),
      closed: (error: IsthmusError) => this.closed(error),
    };
    this.wire = new Wire(socket, listener, helloTimeoutMs);
    this.heartbeat = setInterval(() => this.listenForLife(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** Connects to a socket; null when nobody listens there, or the process that does is just ending. */
  static async open(path: string, helloTimeoutMs?: number): Promise<RemoteConnection | null> {
    const socket = connect(path);
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', reject);
      });
    } catch (error) {
      if (isNobodyThere(error)) return null;
      throw connectError(error);
    }
    const connection = new RemoteConnection(socket, helloTimeoutMs);
    try {
      await connection.wire.greeted;
    } catch (error) {
      if (connection.wire.isSound) return null;
      throw error;
    }
    return connection;
  }

  /** Calls a method of the host and resolves with what it answers. */
  async call(method: string, argument: unknown, options: RemoteCallOptions = {}): Promise<unknown> {
    if (this.refusal !== null) throw this.refusal;
    const { signal, timeoutMs } = options;
    if (signal?.aborted === true) throw cancelled(signal);
    if (timeoutMs !== undefined && timeoutMs <= 0) throw exceeded(timeoutMs);
    return this.ask(method, argument, options);
  }

  /** Refuses every call from now on; ends the connection when those that were made, and `lastMethod`, are answered. */
  close(lastMethod: string): Promise<void> {
    this.closing ??= this.end(lastMethod);
    return this.closing;
  }

  private async end(lastMethod: string): Promise<void> {
    const isLost = this.refusal !== null;
    this.refusal ??= new IsthmusError('STORE_UNAVAILABLE', 'The graph store has been closed.');
    if (isLost) return;
    try {
      await Promise.allSettled([...this.calls.values()].map((call) => call.settled));
      await this.ask(lastMethod, null, {});
    } finally {
      clearInterval(this.heartbeat);
      this.wire.end();
    }
  }

  private async ask(method: string, argument: unknown, options: RemoteCallOptions): Promise<unknown> {
    const { timeoutMs } = options;
    const id = ++this.lastId;
    const request: Request = { type: 'call', id, method, argument, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    // Sent before anything waits for the answer, so that what cannot be sent leaves nothing behind.
    this.wire.send(request);
    const call = new PendingCall(options, {
      onGivenUp: () => this.wire.send({ type: 'cancel', id } satisfies Request),
      onPartTaken: () => this.wire.send({ type: 'taken', id } satisfies Request),
    });
    this.calls.set(id, call);
    try {
      return await call.settled;
    } finally {
      this.calls.delete(id);
    }
  }

  private receive(answer: Answer): void {
    if (answer.type === 'pong') return;
    const call = this.calls.get(answer.id);
    if (answer.type === 'part') call?.part(answer.value);
    else if (answer.type === 'done') call?.done(answer.value);
    else call?.failed(new IsthmusError(codeOf(answer.code), answer.message));
  }

  private closed(error: IsthmusError): void {
    this.refusal ??= error;
    clearInterval(this.heartbeat);
    for (const call of this.calls.values()) call.failed(error);
  }

  private listenForLife(): void {
    if (this.calls.size === 0) return;
    const silenceMs = performance.now() - this.wire.lastHeardMs;
    if (silenceMs < HEARTBEAT_MS) return;
    if (silenceMs < SILENCE_MS) {
      this.wire.send({ type: 'ping' } satisfies Request);
      return;
    }
    this.wire.destroy(
      new IsthmusError(
        'STORE_UNAVAILABLE',
        `The process that has the graph store open has said nothing for ${Math.round(silenceMs / 1000)} s. Look at its log, or start it again.`,
      ),
    );
  }
}

function codeOf(code: string): ErrorCode {
  return code in ERROR_CATALOGUE ? (code as ErrorCode) : 'INTERNAL';
}

/** No socket, a socket whose process is gone, or a process that is just ending. */
function isNobodyThere(error: unknown): boolean {
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTSOCK'].includes(systemCode(error));
}

function connectError(error: unknown): IsthmusError {
  const code = systemCode(error);
  if (code === 'EACCES' || code === 'EPERM') {
    return new IsthmusError(
      'STORE_UNAVAILABLE',
      'The graph store is open in a server of another account. Run the command as the account that runs the server.',
      { cause: error },
    );
  }
  return new IsthmusError(
    'STORE_UNAVAILABLE',
    `The server that has the graph store open cannot be reached (${code}). Look at its log, or start it again.`,
    { cause: error },
  );
}

function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
