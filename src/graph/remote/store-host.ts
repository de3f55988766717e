import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { IsthmusError } from '../../domain/errors.js';
import type { RemoteMethods } from '../remote-methods.js';
import { HostSession } from './host-session.js';
import { prepareSocketPath } from './socket-place.js';

const MAX_SESSIONS = 64;
const DRAIN_MS = 5_000;
const DRAIN_STEP_MS = 20;
const PARTING_MS = 1_000;

/** What a host answers, and where. */
export interface StoreHostOptions {
  /** The data folder of the store, which this process must have open. */
  readonly dataDir: string;
  /** The methods of one session. */
  readonly createMethods: () => RemoteMethods;
  /** Hears of failures that are not the caller's mistake. */
  readonly onError: (error: unknown) => void;
  /** How long calls that are being answered may still take when the host closes. */
  readonly drainMs?: number;
}

/**
 * Lets other processes of the same account work with a store that this process has open, through a socket in the
 * store's folder. It is to be started after the store was opened and closed before the store is closed: only then is
 * a socket that nobody answers at a dead process's.
 */
export class StoreHost {
  private readonly sessions = new Set<HostSession>();

  private constructor(
    private readonly server: Server,
    private readonly options: StoreHostOptions,
  ) {
    server.on('connection', (socket) => {
      const session = new HostSession(socket, options.createMethods(), {
        onError: options.onError,
        onClosed: () => this.sessions.delete(session),
      });
      this.sessions.add(session);
    });
    server.on('error', options.onError);
  }

  /** Starts to listen; a dead process's socket gives way, a live one's is STORE_LOCKED. */
  static async listen(options: StoreHostOptions): Promise<StoreHost> {
    const path = await prepareSocketPath(options.dataDir);
    await removeDeadSocket(path);
    const server = createServer();
    server.maxConnections = MAX_SESSIONS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    });
    if (process.platform !== 'win32') await chmod(path, 0o600);
    return new StoreHost(server, options);
  }

  /** Takes no more callers, lets running calls end for a moment, cancels the rest and removes the socket. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    const untilMs = performance.now() + (this.options.drainMs ?? DRAIN_MS);
    while ([...this.sessions].some((session) => session.isBusy) && performance.now() < untilMs) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_STEP_MS));
    }
    for (const session of this.sessions) {
      if (session.isBusy) session.destroy();
      else session.end();
    }
    // A caller that has been stopped, or does not read, would keep its end open for ever.
    const parting = setTimeout(() => {
      for (const session of this.sessions) session.destroy();
    }, PARTING_MS);
    await closed;
    clearTimeout(parting);
  }
}

async function removeDeadSocket(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  if (await isAnswered(path)) {
    throw new IsthmusError('STORE_LOCKED', `Another process still answers at ${path}. Wait for it to end, or stop it.`);
  }
  await rm(path, { force: true });
}

/** True when some process accepts connections at the path. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
