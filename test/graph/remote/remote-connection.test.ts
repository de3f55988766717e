import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { IsthmusError } from '../../../src/domain/errors.js';
import { frameOf } from '../../../src/graph/remote/frames.js';
import { RemoteConnection } from '../../../src/graph/remote/remote-connection.js';
import { prepareSocketPath } from '../../../src/graph/remote/socket-place.js';
import { PARTS_UNDER_WAY, PROTOCOL_VERSION } from '../../../src/graph/remote/wire-messages.js';
import type { CallContext, RemoteMethods } from '../../../src/graph/remote-methods.js';
import { HostedGraph } from './hosted-graph.js';

let hosted: HostedGraph;
let connection: RemoteConnection;
/** What the methods below have seen. */
let seen: { aborted: boolean; sent: number };

const never = ({ signal }: CallContext) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      seen.aborted = true;
      reject(signal.reason);
    });
  });
const methods: RemoteMethods = {
  echo: async (argument) => argument,
  parts: async (count, { sendPart }) => {
    for (let k = 0; k < Number(count); k++) {
      await sendPart(k);
      seen.sent++;
    }
    return 'end';
  },
  never: (_, context) => never(context),
  stubborn: async (delayMs) => {
    await sleep(Number(delayMs));
    return 'went in';
  },
  refuse: () => Promise.reject(new IsthmusError('NOT_FOUND', 'There is no such thing. Ask for another.')),
  break: () => Promise.reject(new TypeError('x is not a function')),
  unsendable: async () => () => undefined,
};

beforeEach(async () => {
  seen = { aborted: false, sent: 0 };
  hosted = await HostedGraph.open({ methods });
  connection = await hosted.connection();
});
afterEach(async () => {
  await connection.close('session/close').catch(() => undefined);
  await hosted.close();
});

const eventually = async (check: () => boolean) => {
  for (let k = 0; k < 200 && !check(); k++) await sleep(10);
  expect(check()).toBe(true);
};

describe('values', () => {
  test('come back as they went in, also those that JSON would change', async () => {
    const value = {
      big: 2n ** 70n,
      missing: undefined,
      numbers: [Number.NaN, -0, Number.POSITIVE_INFINITY, 0.1],
      vector: new Float32Array([1.5, -2]),
      text: '沙丘 \u{1f3ac} \u0000',
      nested: [[{ a: null }]],
    };
    expect(await connection.call('echo', value)).toEqual(value);
  });

  test('that cannot be sent are refused, and the connection stays good', async () => {
    await expect(connection.call('echo', () => 1)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(connection.call('unsendable', null)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(await connection.call('echo', 1)).toBe(1);
  });

  test('of many calls at once find their way back', async () => {
    const numbers = Array.from({ length: 300 }, (_, k) => k);
    expect(await Promise.all(numbers.map((k) => connection.call('echo', k)))).toEqual(numbers);
  });
});

describe('errors', () => {
  test('keep their code and message', async () => {
    await expect(connection.call('refuse', null)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no such thing. Ask for another.',
    });
    expect(hosted.errors).toEqual([]);
  });

  test('that nobody has planned are INTERNAL, and the host hears of their cause', async () => {
    await expect(connection.call('break', null)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(hosted.errors).toEqual([expect.objectContaining({ message: 'x is not a function' })]);
  });

  test.each(['unknown', 'toString', '__proto__'])('the method "%s" does not exist', async (name) => {
    await expect(connection.call(name, null)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(name),
    });
  });

  test('an argument of another shape is INVALID_ARGUMENT and says what is wrong', async () => {
    const injected = { key: 'read/edges-out', relation: 'X]->() DETACH DELETE n //' };
    for (const argument of [null, { key: 'no/such-statement' }, injected]) {
      await expect(connection.call('graph/read', argument)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('cannot be understood'),
      });
    }
  });
});

describe('parts of a result', () => {
  test('come in order, and the call ends after the last one was taken', async () => {
    const taken: unknown[] = [];
    const onPart = async (part: unknown) => {
      await sleep(1);
      taken.push(part);
    };
    expect(await connection.call('parts', 50, { onPart })).toBe('end');
    expect(taken).toEqual(Array.from({ length: 50 }, (_, k) => k));
  });

  test('are sent only as fast as they are taken', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const call = connection.call('parts', 100, { onPart: () => held });
    await sleep(100);
    expect(seen.sent).toBe(PARTS_UNDER_WAY);
    release();
    await call;
    expect(seen.sent).toBe(100);
  });

  test('that cannot be taken end the call here and there', async () => {
    const onPart = () => {
      throw new Error('the pipe is closed');
    };
    await expect(connection.call('parts', 100, { onPart })).rejects.toThrow('the pipe is closed');
    await sleep(50);
    expect(seen.sent).toBeLessThan(100);
    expect(await connection.call('echo', 1)).toBe(1);
  });
});

describe('limits', () => {
  test('a cancelled call ends at once, and the host hears of it', async () => {
    const interruption = new AbortController();
    const call = connection.call('never', null, { signal: interruption.signal });
    setTimeout(() => interruption.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await eventually(() => seen.aborted);
  });

  test('a call whose time is over ends then, and the host hears of it', async () => {
    const startedMs = performance.now();
    await expect(connection.call('never', null, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: expect.stringContaining('50 ms'),
    });
    expect(performance.now() - startedMs).toBeLessThan(500);
    await eventually(() => seen.aborted);
  });

  test('a limit beyond what timers can do is no limit at all', async () => {
    expect(await connection.call('stubborn', 20, { timeoutMs: 2 ** 40 })).toBe('went in');
  });

  test('a write that was given up but went in is told as done, so that nobody believes it undone', async () => {
    await expect(connection.call('stubborn', 100, { timeoutMs: 10, isWrite: true })).resolves.toBe('went in');
  });

  test('a write whose end nobody tells is given up after a moment, as unknown', async () => {
    await expect(connection.call('stubborn', 3_000, { timeoutMs: 10, isWrite: true })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: expect.stringContaining('Whether the write went in is not known.'),
    });
  });
});

describe('the end of a connection', () => {
  test('by the host fails what waits with STORE_UNAVAILABLE, and every call after it', async () => {
    const call = connection.call('never', null).catch((error: unknown) => error);
    await sleep(20);
    const parts = connection.call('parts', 1e6, { onPart: () => sleep(5) }).catch((error: unknown) => error);
    await sleep(20);
    await hosted.stopListening();
    const ended = { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('run the command again') };
    expect(await call).toMatchObject(ended);
    expect(await parts).toMatchObject(ended);
    await expect(connection.call('echo', 1)).rejects.toMatchObject(ended);
  });

  test('by the caller waits for what was asked, and cancels nothing', async () => {
    const call = connection.call('stubborn', 100);
    await connection.close('session/close');
    expect(await call).toBe('went in');
    await expect(connection.call('echo', 1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('by a caller that dies cancels what it has asked', async () => {
    void connection.call('never', null).catch(() => undefined);
    await sleep(20);
    Reflect.get(Reflect.get(connection, 'wire'), 'socket').destroy();
    await eventually(() => seen.aborted);
  });
});

describe('strangers', () => {
  /** What a process hears that connects to a host which greets with these bytes. */
  async function greetedWith(bytes: readonly Uint8Array[]): Promise<unknown> {
    const path = `${await prepareSocketPath(hosted.dataDir)}2`;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      for (const part of bytes) socket.write(part);
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const outcome = await RemoteConnection.open(path, 500).catch((error: unknown) => error);
    server.close();
    return outcome;
  }
  const hello = (protocol: number, valueFormat: number) =>
    frameOf(Buffer.from(JSON.stringify({ protocol, valueFormat })));

  test('of another version are told which versions there are', async () => {
    const format = serialize(null)[1];
    const other = expect.stringMatching(
      /speaks version \d+\.\d+ .* this one \d+\.\d+\. Run both with the same versions/,
    );
    for (const bytes of [hello(PROTOCOL_VERSION + 1, format), hello(PROTOCOL_VERSION, format + 1)]) {
      expect(await greetedWith(bytes)).toMatchObject({ code: 'STORE_UNAVAILABLE', message: other });
    }
  });

  test('that are no host at all are refused', async () => {
    const refused = { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('not a message of this program') };
    expect(await greetedWith([Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')])).toMatchObject(refused);
    expect(await greetedWith(frameOf(Buffer.from('{}')))).toMatchObject(refused);
    expect(await greetedWith([...hello(PROTOCOL_VERSION, 1), ...frameOf(Buffer.from('no value'))])).toBeDefined();
  });

  test('that say nothing are given up', async () => {
    expect(await greetedWith([])).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('in time'),
    });
  });
});
