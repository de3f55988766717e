import type { Socket } from 'node:net';
import { IsthmusError } from '../../domain/errors.js';
import type { RemoteMethods } from '../remote-methods.js';
import { Wire } from './wire.js';
import { type Answer, PARTS_UNDER_WAY, type Request, requestSchema } from './wire-messages.js';

/** A call that is being answered. */
class RunningCall {
  readonly cancellation = new AbortController();
  private underWay = 0;
  private wake: () => void = () => undefined;

  partTaken(): void {
    this.underWay--;
    this.wake();
  }

  /** Waits until one more part may be sent. */
  async room(): Promise<void> {
    while (this.underWay >= PARTS_UNDER_WAY && !this.cancellation.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.cancellation.signal.throwIfAborted();
    this.underWay++;
  }

  cancel(): void {
    this.cancellation.abort(new IsthmusError('DEADLINE_EXCEEDED', 'The caller has cancelled the call, or is gone.'));
    this.wake();
  }
}

/** One process that is connected to the host: its calls are answered side by side and end with the connection. */
export class HostSession {
  private readonly wire: Wire;
  private readonly calls = new Map<number, RunningCall>();

  constructor(
    socket: Socket,
    private readonly methods: RemoteMethods,
    private readonly events: {
      /** Hears of what went wrong in a way that is nobody's mistake but ours. */
      readonly onError: (error: unknown) => void;
      readonly onClosed: () => void;
    },
  ) {
    this.wire = new Wire(socket, {
      message: (message) => this.receive(requestSchema.parse(message)),
      closed: () => {
        for (const call of this.calls.values()) call.cancel();
        events.onClosed();
      },
    });
  }

  /** True while a call is being answered. */
  get isBusy(): boolean {
    return this.calls.size > 0;
  }

  /** Ends the connection after what was sent. */
  end(): void {
    this.wire.end();
  }

  /** Ends the connection at once; what is being answered is cancelled. */
  destroy(): void {
    this.wire.destroy(new IsthmusError('STORE_UNAVAILABLE', 'The process that has the graph store open is stopping.'));
  }

  private receive(request: Request): void {
    switch (request.type) {
      case 'call':
        void this.answer(request);
        break;
      case 'cancel':
        this.calls.get(request.id)?.cancel();
        break;
      case 'taken':
        this.calls.get(request.id)?.partTaken();
        break;
      case 'ping':
        this.wire.send({ type: 'pong' } satisfies Answer);
        break;
    }
  }

  private async answer({ id, method, argument, timeoutMs }: Request & { readonly type: 'call' }): Promise<void> {
    const call = new RunningCall();
    this.calls.set(id, call);
    let answer: Answer;
    try {
      const run = Object.hasOwn(this.methods, method) ? this.methods[method] : undefined;
      if (run === undefined) throw new IsthmusError('INVALID_ARGUMENT', `There is no method "${method}" to call.`);
      const value = await run(argument, {
        signal: call.cancellation.signal,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        sendPart: async (part) => {
          await call.room();
          this.send({ type: 'part', id, value: part });
        },
      });
      answer = { type: 'done', id, value };
    } catch (error) {
      answer = this.failure(id, error);
    }
    this.calls.delete(id);
    try {
      this.send(answer);
    } catch (error) {
      this.send(this.failure(id, error));
    }
  }

  private send(answer: Answer): void {
    this.wire.send(answer);
  }

  private failure(id: number, error: unknown): Answer {
    if (error instanceof IsthmusError) return { type: 'failed', id, code: error.code, message: error.message };
    this.events.onError(error);
    const text = error instanceof Error ? error.message : String(error);
    return {
      type: 'failed',
      id,
      code: 'INTERNAL',
      message: `The process that has the graph store open failed: ${text}`,
    };
  }
}
