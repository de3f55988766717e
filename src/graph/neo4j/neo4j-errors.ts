import { Neo4jError } from 'neo4j-driver';
import { type ErrorCode, IsthmusError } from '../../domain/errors.js';

/** Where a graph is and who asks, for messages; never the password. */
export interface Neo4jTarget {
  readonly uri: string;
  readonly user: string;
  readonly database: string;
}

/** What an error of the server or the driver means for the person who has to do something about it. */
interface Meaning {
  /** Compared with the code, or with the whole error where the code does not say enough. */
  readonly matches: RegExp | ((error: Neo4jError) => boolean);
  readonly code: ErrorCode;
  /** `what` is what was being done, `text` what the server says. */
  readonly message: (what: string, text: string, target: Neo4jTarget) => string;
}

const MADE_MEANWHILE = /\.Schema\.EquivalentSchemaRuleAlreadyExists$/;
const FORBIDDEN =
  /^Neo\.ClientError\.(Security\.Forbidden|General\.(WriteOnReadOnlyAccessDatabase|ForbiddenOnReadOnlyDatabase)|Database\.\w*ReadOnly)/;
const READ_MODE = /^Neo\.ClientError\.Statement\.AccessMode/;
const OF_THE_STATEMENT = /^Neo\.(ClientError\.(Statement|Schema|Procedure|General)|DatabaseError\.Schema)\./;
const OUT_OF_MEMORY = /MemoryPoolOutOfMemory|OutOfMemoryError|StackOverFlow/;
const SYNTAX_ERROR = 'Neo.ClientError.Statement.SyntaxError';

/** The first that matches counts. */
const MEANINGS: readonly Meaning[] = [
  {
    matches: /^Neo\.ClientError\.Security\.(Unauthorized|CredentialsExpired|AuthenticationRateLimit)/,
    code: 'CONFIG_INVALID',
    message: (_, text, { uri, user }) =>
      `Neo4j at ${uri} does not accept the user "${user}" with this password (${text}) Check NEO4J_USER and NEO4J_PASSWORD.`,
  },
  {
    matches: /^Neo\.ClientError\.Database\.DatabaseNotFound/,
    code: 'CONFIG_INVALID',
    message: (_, __, { uri, database }) =>
      `Neo4j at ${uri} has no database "${database}". Check NEO4J_DATABASE; leave it out for the user's own.`,
  },
  {
    matches: READ_MODE,
    code: 'INVALID_ARGUMENT',
    message: (what) => `Only reading is allowed here, and ${what} writes.`,
  },
  {
    matches: FORBIDDEN,
    code: 'CONFIG_INVALID',
    message: (what, text, { uri, user, database }) =>
      `The user "${user}" may not do what ${what} does in the database ${database === '' ? '' : `"${database}" `}of ${uri} (${text}) Give the user the right to write, or name one who has it in NEO4J_USER.`,
  },
  {
    matches:
      /^Neo\.(ClientError|TransientError)\.Transaction\.(TransactionTimedOut|LockAcquisitionTimeout|Terminated|LockClientStopped|TransactionMarkedAsFailed)/,
    code: 'DEADLINE_EXCEEDED',
    message: (what) =>
      `Neo4j ended ${what} because it took too long or was cancelled. Ask for less, or allow more time.`,
  },
  {
    matches: OUT_OF_MEMORY,
    code: 'INVALID_ARGUMENT',
    message: (what, text) =>
      `Neo4j has too little memory for ${what} (${text}) Ask for less at a time, or give the server more memory.`,
  },
  {
    // A parameter of the wrong type is told as an error of the text as well, but with the status of bad data.
    matches: ({ code, gqlStatus }) => code === SYNTAX_ERROR && !gqlStatus.startsWith('22'),
    code: 'INTERNAL',
    message: (what, text) => `The statement ${what} is not valid: ${text}`,
  },
  {
    matches: OF_THE_STATEMENT,
    code: 'INVALID_ARGUMENT',
    message: (what, text) => `The statement ${what} was refused: ${text}`,
  },
  {
    // The driver says without a code that something else than a Neo4j answers.
    matches: ({ code, message }) =>
      /^(ServiceUnavailable|SessionExpired|ProtocolError)$/.test(code) || /http endpoint|handshake/i.test(message),
    code: 'STORE_UNAVAILABLE',
    message: (what, text, { uri }) =>
      `Neo4j at ${uri} cannot be reached, or the connection broke off in ${what} (${text}) Check that it runs and that NEO4J_URI is right.`,
  },
  {
    matches: /./,
    code: 'STORE_UNAVAILABLE',
    message: (what, text) => `Neo4j could not run ${what}: ${text}`,
  },
];

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

/** Whether another process has just made the constraint or index that this one was about to make. */
export function isMadeMeanwhile(error: unknown): boolean {
  return error instanceof Neo4jError && MADE_MEANWHILE.test(error.code);
}

/** What went wrong in `what`, in the platform's words. What does not come from Neo4j stays as it is. */
export function neo4jError(what: string, cause: unknown, target: Neo4jTarget): unknown {
  if (!(cause instanceof Neo4jError)) return cause;
  const meaning = MEANINGS.find(({ matches }) =>
    typeof matches === 'function' ? matches(cause) : matches.test(cause.code),
  );
  if (meaning === undefined) return cause;
  return new IsthmusError(meaning.code, meaning.message(what, textOf(cause), target), { cause });
}

/** Whether the fault lies in the statement or what it was given, and not in what the user may do. */
export function blamesStatement(error: Neo4jError): boolean {
  return OF_THE_STATEMENT.test(error.code) && !READ_MODE.test(error.code) && !isForbidden(error);
}

/** What the server says, as a sentence on one line. */
export function messageText(message: string): string {
  const text = message.replaceAll(/\s*\n\s*/g, ' ').trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The server repeats a statement that it cannot read, with a mark below; everything else that it says is of use. */
function textOf({ code, message }: Neo4jError): string {
  return messageText(code === SYNTAX_ERROR ? message.split('\n')[0] : message);
}
