import { setTimeout as pause } from 'node:timers/promises';
import neo4j, { type BookmarkManager, type Driver, type Result, type Session } from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';
import type { CallLimits } from '../call-limits.js';
import { isPassing, isUndone } from './neo4j-errors.js';

/** One call: what it is named in the server's list of transactions, and whether it may write. */
export interface TransactionCall {
  readonly name: string;
  readonly mode: 'READ' | 'WRITE';
  readonly limits: CallLimits;
}

/** What work gets to send its statements through. */
export interface StatementSender {
  run(text: string, parameters?: Record<string, unknown>): Result;
}

const MAX_ATTEMPTS = 5;
/** Before the second attempt; doubled for each one after it. Two that wait for each other must not wait equally long. */
const FIRST_DELAY_MS = 40;
/** A server's own limit is a little later than ours, so that it is ours that is told. */
const SERVER_GRACE_MS = 250;

/** An error of the work itself, wrapped so that the driver leaves the decision to try again to us. */
class WorkFailed extends Error {
  constructor(override readonly cause: unknown) {
    super('The work of a transaction has failed.');
  }
}

/**
 * Runs work in managed transactions. All sessions share the bookmarks, so each call sees what the calls before it have
 * written, whichever member of a cluster answers. A failure that may pass is tried again, a few times, within the
 * deadline of the call, and never once the commit was sent: whether it went in is then unknown, and doing it twice
 * would double events.
 */
export class ManagedTransactions {
  constructor(
    private readonly driver: Driver,
    private readonly database: string,
    private readonly bookmarks: BookmarkManager,
  ) {}

  /** `work` may run several times, as long as `isRepeatable` says so after it has failed. */
  async run<T>(
    call: TransactionCall,
    work: (transaction: StatementSender) => Promise<T>,
    isRepeatable: () => boolean = () => true,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      call.limits.check();
      try {
        return await this.attempt(call, work);
      } catch (error) {
        const cause = error instanceof WorkFailed ? error.cause : error;
        const mayRepeat = error instanceof WorkFailed ? isPassing(cause) : isUndone(cause);
        if (!mayRepeat || attempt === MAX_ATTEMPTS || !isRepeatable()) throw cause;
        const delayMs = FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
        await pause(Math.min(delayMs, call.limits.leftMs()));
      }
    }
  }

  /** Runs, once, work whose single statement manages its transactions itself, such as `CALL { … } IN TRANSACTIONS`. */
  runImplicit<T>(call: TransactionCall, work: (session: StatementSender) => Promise<T>): Promise<T> {
    return this.inSession(call, (session, settings) =>
      work({ run: (text, parameters) => session.run(text, parameters, settings) }),
    );
  }

  private attempt<T>(call: TransactionCall, work: (transaction: StatementSender) => Promise<T>): Promise<T> {
    const { limits, mode } = call;
    let isCommitting = false;
    return this.inSession(call, (session, settings, isGivenUp) => {
      const guarded = async (transaction: StatementSender): Promise<T> => {
        if (isCommitting) throw outcomeUnknown();
        try {
          limits.check();
          const result = await work(transaction);
          // Nobody waits any more: to commit now would do what the caller was told has not been done.
          if (isGivenUp()) throw limits.exceeded();
          limits.check();
          isCommitting = mode === 'WRITE';
          return result;
        } catch (error) {
          throw new WorkFailed(error);
        }
      };
      return mode === 'READ' ? session.executeRead(guarded, settings) : session.executeWrite(guarded, settings);
    });
  }

  private async inSession<T>(
    { name, mode, limits }: TransactionCall,
    work: (session: Session, settings: TransactionSettings, isGivenUp: () => boolean) => Promise<T>,
  ): Promise<T> {
    const session = this.driver.session({
      database: this.database,
      defaultAccessMode: mode === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
      bookmarkManager: this.bookmarks,
    });
    let isGivenUp = false;
    const settings = {
      timeout: Math.ceil(limits.leftMs()) + SERVER_GRACE_MS,
      metadata: { application: 'isthmus', statement: name },
    };
    try {
      return await limits.race(
        work(session, settings, () => isGivenUp),
        () => {
          isGivenUp = true;
        },
      );
    } finally {
      // Closing resets the connection, which also ends a statement that still runs on the server. Over a connection
      // that is half open this may take long, and then nobody should wait for it.
      const closing = session.close().catch(() => undefined);
      if (!isGivenUp) await closing;
    }
  }
}

interface TransactionSettings {
  readonly timeout: number;
  readonly metadata: Readonly<Record<string, string>>;
}

function outcomeUnknown(): IsthmusError {
  return new IsthmusError(
    'STORE_UNAVAILABLE',
    'The connection to Neo4j broke off while a write was being committed, so whether it went in is unknown. Send it again: what is there already is recognised.',
  );
}
