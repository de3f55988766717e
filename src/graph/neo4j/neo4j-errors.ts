import { Neo4jError } from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';

/** Where a graph is and who asks, for messages; never the password. */
export interface Neo4jTarget {
  readonly uri: string;
  readonly user: string;
  readonly database: string;
}

/** Codes of the server that each mean one thing for the person who has to do something about it. */
const UNAUTHORIZED = /^Neo\.ClientError\.Security\.(Unauthorized|CredentialsExpired|AuthenticationRateLimit)/;
const FORBIDDEN =
  /^Neo\.ClientError\.(Security\.Forbidden|General\.(WriteOnReadOnlyAccessDatabase|ForbiddenOnReadOnlyDatabase)|Database\.\w*ReadOnly)/;
const READ_MODE = 'Neo.ClientError.Statement.AccessMode';
const NO_DATABASE = /^Neo\.ClientError\.Database\.DatabaseNotFound/;
const TIMED_OUT = /^Neo\.(ClientError|TransientError)\.Transaction\.(TransactionTimedOut|LockAcquisitionTimeout)/;
const TERMINATED = /\.Transaction\.(Terminated|LockClientStopped|TransactionMarkedAsFailed)$/;
const OUT_OF_MEMORY = /MemoryPoolOutOfMemory|OutOfMemoryError|StackOverFlow/;
const INVALID_TEXT = /^Neo\.ClientError\.Statement\.SyntaxError/;
/** GQLSTATUS class of errors in data: a parameter of the wrong type is told as an error of the text otherwise. */
const DATA_STATUS = /^22/;
const INVALID_DATA = /^Neo\.(ClientError\.(Statement|Schema|Procedure|General)|DatabaseError\.Schema)\./;
/** What the driver says, without a code, when something else than a Neo4j answers. */
const NOT_BOLT = /http endpoint|handshake/i;
const UNREACHABLE = /^(ServiceUnavailable|SessionExpired|ProtocolError)$/;

/** Whether the same work may be tried again: a deadlock, a leader that moved, a connection that broke. */
export function isPassing(error: unknown): boolean {
  return error instanceof Neo4jError && error.retryable && !OUT_OF_MEMORY.test(error.code);
}

/** Whether the server itself says that it has undone the transaction, also when it was already committing. */
export function isUndone(error: unknown): boolean {
  return error instanceof Neo4jError && error.code.startsWith('Neo.TransientError.Transaction.');
}

/** Whether the user lacks a right, or the database takes no writes. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Neo4jError && FORBIDDEN.test(error.code);
}

/** What went wrong with the statement `what`, in the platform's words. */
export function neo4jError(what: string, cause: unknown, target: Neo4jTarget): IsthmusError {
  if (cause instanceof IsthmusError) return cause;
  if (!(cause instanceof Neo4jError)) {
    return new IsthmusError('INTERNAL', `The driver of Neo4j failed in ${what}: ${String(cause)}`, { cause });
  }
  const { code, message } = cause;
  // The server repeats a statement that it cannot read, with a mark below; everything else that it says is of use.
  const text = INVALID_TEXT.test(code) ? message.split('\n')[0] : message.replaceAll(/\s*\n\s*/g, ' ').trim();
  if (UNAUTHORIZED.test(code)) {
    return new IsthmusError(
      'CONFIG_INVALID',
      `Neo4j at ${target.uri} does not accept the user "${target.user}" with this password (${text}). Check NEO4J_USER and NEO4J_PASSWORD.`,
      { cause },
    );
  }
  if (NO_DATABASE.test(code)) {
    return new IsthmusError(
      'CONFIG_INVALID',
      `Neo4j at ${target.uri} has no database "${target.database}". Check NEO4J_DATABASE; leave it out for the user's own.`,
      { cause },
    );
  }
  if (code === READ_MODE) {
    return new IsthmusError('INVALID_ARGUMENT', `${capital(what)} writes, and only reading is allowed here.`, {
      cause,
    });
  }
  if (FORBIDDEN.test(code)) {
    return new IsthmusError(
      'CONFIG_INVALID',
      `The user "${target.user}" may not do what ${what} does in ${nameOf(target)} (${text}). Give the user write access, or name one who has it in NEO4J_USER.`,
      { cause },
    );
  }
  if (TIMED_OUT.test(code) || TERMINATED.test(code)) {
    return new IsthmusError(
      'DEADLINE_EXCEEDED',
      `Neo4j ended ${what} because it took too long or was cancelled. Ask for less, or allow more time.`,
      { cause },
    );
  }
  if (OUT_OF_MEMORY.test(code)) {
    return new IsthmusError(
      'INVALID_ARGUMENT',
      `Neo4j has too little memory for ${what} (${text}). Ask for less at a time, or give the server more memory.`,
      { cause },
    );
  }
  if (INVALID_TEXT.test(code) && !DATA_STATUS.test(cause.gqlStatus)) {
    return new IsthmusError('INTERNAL', `The statement ${what} is not valid: ${text}`, { cause });
  }
  if (INVALID_DATA.test(code)) {
    return new IsthmusError('INVALID_ARGUMENT', `The statement ${what} was refused: ${text}`, { cause });
  }
  if (UNREACHABLE.test(code) || NOT_BOLT.test(message)) {
    return new IsthmusError(
      'STORE_UNAVAILABLE',
      `Neo4j at ${target.uri} cannot be reached, or the connection broke off in ${what} (${text}). Check that it runs and that NEO4J_URI is right.`,
      { cause },
    );
  }
  return new IsthmusError('STORE_UNAVAILABLE', `Neo4j could not run ${what}: ${text} (${code})`, { cause });
}

function nameOf({ uri, database }: Neo4jTarget): string {
  return database === '' ? `the database of ${uri}` : `the database "${database}" of ${uri}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
