import type { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import { IsthmusError } from '../../domain/errors.js';
import { FrameReader, frameOf, tooLarge } from './frames.js';
import { type Hello, helloSchema, PROTOCOL_VERSION } from './wire-messages.js';

/** Far above a batch of the writer; a length beyond it is a stranger's bytes. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const MAX_HELLO_BYTES = 4096;
const HELLO_TIMEOUT_MS = 5_000;
const ENDED =
  'The process that has the graph store open has ended, or closed the connection. What it acknowledged is in the store; run the command again.';
/** The second byte that V8 writes is the version of its format. */
const VALUE_FORMAT = serialize(null)[1];

/** What the user of a wire hears from it. */
export interface WireListener {
  message(message: unknown): void;
  /** The connection has ended, for whatever reason; called once. */
  closed(error: IsthmusError): void;
}

/**
 * Messages over a socket: both sides greet with their versions, then send values as V8 clones them, which keeps what
 * JSON would lose (undefined, bigint, NaN, typed arrays). Reading such values is safe only between programs of one
 * owner; that nobody else can connect is the concern of the socket's place.
 */
export class Wire {
  /** Resolves when the other side has greeted with versions that fit, rejects when it has not. */
  readonly greeted: Promise<void>;
  /** When something was last heard from the other side, on the clock of `performance`. */
  lastHeardMs = performance.now();
  private readonly reader = new FrameReader(MAX_HELLO_BYTES);
  private isGreeted = false;
  private error: IsthmusError | null = null;
  private lostBecause: unknown = undefined;
  private greet: () => void = () => undefined;

  constructor(
    private readonly socket: Socket,
    private readonly listener: WireListener,
    helloTimeoutMs: number = HELLO_TIMEOUT_MS,
  ) {
    this.greeted = new Promise((resolve, reject) => {
      this.greet = resolve;
      socket.once('close', () => reject(this.closedError()));
    });
    // Nobody has to wait for the greeting: whoever does not hears of its failure by `closed`.
    this.greeted.catch(() => undefined);
    socket.setTimeout(helloTimeoutMs, () => this.destroy(unavailable('The other side did not greet in time.')));
    socket.on('data', (chunk) => this.receive(chunk));
    // The socket closes by itself after an error.
    socket.on('error', (cause) => {
      this.lostBecause = cause;
    });
    socket.once('close', () => listener.closed(this.closedError()));
    const hello: Hello = { protocol: PROTOCOL_VERSION, valueFormat: VALUE_FORMAT };
    this.write(Buffer.from(JSON.stringify(hello)));
  }

  /** True when this side has found nothing wrong: whatever end there was came from the other one. */
  get isSound(): boolean {
    return this.error === null;
  }

  /** Sends one message; throws INVALID_ARGUMENT for one that cannot be sent and leaves the wire as it was. */
  send(message: unknown): void {
    let payload: Buffer;
    try {
      payload = serialize(message);
    } catch (cause) {
      throw new IsthmusError('INVALID_ARGUMENT', 'A value cannot be sent: only plain data can.', { cause });
    }
    if (payload.length > MAX_MESSAGE_BYTES) throw tooLarge(payload.length, MAX_MESSAGE_BYTES);
    this.write(payload);
  }

  /** Ends the connection after what was sent. */
  end(): void {
    this.socket.end();
  }

  /** Ends the connection at once; the listener hears of the error. */
  destroy(error: IsthmusError): void {
    this.error ??= error;
    this.socket.destroy();
  }

  private write(payload: Buffer): void {
    if (!this.socket.writable) return;
    const [length, body] = frameOf(payload);
    this.socket.cork();
    this.socket.write(length);
    this.socket.write(body);
    this.socket.uncork();
  }

  private receive(chunk: Buffer): void {
    this.lastHeardMs = performance.now();
    try {
      for (const payload of this.reader.take(chunk)) {
        if (this.socket.destroyed) return;
        if (this.isGreeted) this.listener.message(deserialize(payload));
        else this.readHello(payload);
      }
    } catch (cause) {
      this.destroy(unavailable('The other side sent something that is not a message of this program.', cause));
    }
  }

  private readHello(payload: Buffer): void {
    const { protocol, valueFormat } = helloSchema.parse(JSON.parse(payload.toString()));
    if (protocol !== PROTOCOL_VERSION || valueFormat > VALUE_FORMAT) {
      this.destroy(
        unavailable(
          `The process that has the store open speaks version ${protocol}.${valueFormat} of the socket's protocol, this one ${PROTOCOL_VERSION}.${VALUE_FORMAT}. Run both with the same versions of Isthmus and Node.`,
        ),
      );
      return;
    }
    this.isGreeted = true;
    this.reader.maxBytes = MAX_MESSAGE_BYTES;
    this.socket.setTimeout(0);
    this.greet();
  }

  private closedError(): IsthmusError {
    return this.error ?? unavailable(ENDED, this.lostBecause);
  }
}

function unavailable(message: string, cause?: unknown): IsthmusError {
  return new IsthmusError('STORE_UNAVAILABLE', message, { cause });
}
