import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a client has asked for. */
export interface ReceivedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string };
  };
}

/** How the server behaves for one request. */
export type Reply = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

/** A real HTTP server that answers chat calls by a script, well or badly. */
export class ChatServer {
  readonly requests: ReceivedRequest[] = [];
  /** Requests whose connection ended before the answer was out. */
  broken = 0;
  /** The most requests that were under way at once. */
  mostAtOnce = 0;
  private underWay = 0;
  private readonly sockets = new Set<Socket>();
  private script: Reply[] = [];
  private usual: Reply = says('ok');

  private constructor(private readonly server: Server) {}

  static async open(): Promise<ChatServer> {
    const server = createServer();
    const chat = new ChatServer(server);
    server.on('request', (request, response) => {
      const { socket } = request;
      if (!chat.sockets.has(socket)) socket.once('close', () => chat.sockets.delete(socket));
      chat.sockets.add(socket);
      void chat.answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return chat;
  }

  get url(): string {
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/v1` : '';
  }

  /** Connections that have carried a request: after a broken one, the client keeps a fresh one ready. */
  get openSockets(): number {
    return this.sockets.size;
  }

  /** The next replies, in order; when they are used up, the last one goes on. */
  willReply(...replies: Reply[]): void {
    this.script = replies.slice(0, -1);
    this.usual = replies[replies.length - 1];
    this.requests.length = 0;
    this.broken = 0;
    this.mostAtOnce = 0;
  }

  closeIdle(): void {
    this.server.closeIdleConnections();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    response.on('close', () => {
      this.underWay--;
      if (!response.writableFinished) this.broken++;
    });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.underWay);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const received = { path: request.url ?? '', authorization: request.headers.authorization, body };
    this.requests.push(received);
    await (this.script.shift() ?? this.usual)(response, received);
  }
}

/** The body of a usual answer; 11 tokens in, 7 out. */
export function chatBody(text: string, extra: object = {}, choice: object = {}): string {
  return JSON.stringify({
    id: 'chat-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'tiny',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop', ...choice }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    ...extra,
  });
}

/** Answers with this text, as every well-behaved server does. */
export function says(text: string, extra: object = {}, choice: object = {}): Reply {
  return (response) => send(response, 200, { 'content-type': 'application/json' }, chatBody(text, extra, choice));
}

/** Answers with a status of its own. */
export function failsWith(status: number, headers: Record<string, string> = {}, body?: string): Reply {
  const text =
    body ?? JSON.stringify({ error: { message: `status ${status}`, type: 'test', code: null, param: null } });
  return (response) => send(response, status, { 'content-type': 'application/json', ...headers }, text);
}

/** Answers with any bytes and content type. */
export function sends(body: string, contentType = 'application/json'): Reply {
  return (response) => send(response, 200, { 'content-type': contentType }, body);
}

/** Answers after a while, unless the client has gone. */
export function late(delayMs: number, reply: Reply): Reply {
  return async (response, request) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (!response.destroyed) await reply(response, request);
  };
}

/** Never answers. */
export const isSilent: Reply = () => undefined;

/** Ends the connection before a byte is out. */
export const hangsUp: Reply = (response) => {
  response.destroy();
};

/** Promises more bytes than it sends, and ends the connection inside of the JSON. */
export const breaksOff: Reply = (response) => {
  const body = chatBody('an answer that will not arrive');
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, 60), () => response.destroy());
};

/** Sends a good answer a few bytes at a time, Chinese signs cut in the middle. */
export function trickles(text: string): Reply {
  return async (response) => {
    const bytes = Buffer.from(chatBody(text));
    response.writeHead(200, { 'content-type': 'application/json' });
    for (let at = 0; at < bytes.length; at += 17) {
      response.write(bytes.subarray(at, at + 17));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    response.end();
  };
}

/** Sends bytes without end, as long as anybody listens. */
export const floods: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(256 * 1024, 'x');
  const push = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', push);
  };
  push();
};

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, headers);
  response.end(body);
}
