import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What passes between a client and the server: everything, nothing any more, or no new connection either. */
type Weather = 'fair' | 'stalled' | 'gone';

/** The COMMIT message of Bolt, alone in its chunk. */
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);

/** A TCP proxy in front of a server that can behave as bad networks do. */
export class FaultyProxy {
  /** What clients have sent, as text: enough to find a word in it. */
  sent = '';
  private weather: Weather = 'fair';
  private losesNextCommitReply = false;
  private readonly pairs = new Set<readonly [Socket, Socket]>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Starts a proxy on a free port. */
  static async start(targetUri: string): Promise<FaultyProxy> {
    const target = new URL(targetUri);
    const server = createServer((client) => proxy.accept(client, target.hostname, Number(target.port)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
    const proxy = new FaultyProxy(server, address.port);
    return proxy;
  }

  get uri(): string {
    return `bolt://127.0.0.1:${this.port}`;
  }

  /** Lets everything pass again. */
  heal(): void {
    this.weather = 'fair';
    for (const sockets of this.pairs) for (const socket of sockets) socket.resume();
  }

  /** Keeps all connections open and passes nothing on, as a firewall does that has forgotten them. */
  stall(): void {
    this.weather = 'stalled';
    for (const sockets of this.pairs) for (const socket of sockets) socket.pause();
  }

  /** Breaks all connections off; new ones are let in. */
  cut(): void {
    for (const sockets of this.pairs) for (const socket of sockets) socket.destroy();
  }

  /** Breaks all connections off and refuses new ones. */
  leave(): void {
    this.weather = 'gone';
    this.cut();
  }

  /** Passes the next COMMIT on and breaks the connection off before its answer comes back. */
  loseNextCommitReply(): void {
    this.losesNextCommitReply = true;
  }

  async stop(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(client: Socket, host: string, port: number): void {
    if (this.weather === 'gone') {
      client.destroy();
      return;
    }
    const server = connect(port, host);
    const pair = [client, server] as const;
    this.pairs.add(pair);
    let isReplyLost = false;
    client.on('data', (bytes) => {
      this.sent += bytes.toString('latin1');
      if (this.losesNextCommitReply && bytes.includes(COMMIT)) {
        this.losesNextCommitReply = false;
        isReplyLost = true;
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      // The server has answered, so it has committed; the client never hears of it.
      if (isReplyLost) client.destroy();
      else client.write(bytes);
    });
    for (const [socket, other] of [pair, [server, client] as const]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        other.destroy();
        this.pairs.delete(pair);
      });
      if (this.weather === 'stalled') socket.pause();
    }
  }
}
