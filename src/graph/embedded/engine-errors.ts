import { IsthmusError } from '../../domain/errors.js';

/** GQLSTATUS codes of the engine whose cause is a parameter, not the store: bad data, a missing parameter. */
const DATA_STATUS = /^(22|42002)/;
/** The engine's own code for a value that a constraint refuses. */
const INVALID_VALUE = 'GRAFEO-V001';
/** Its codes for a checksum that fails and for a file that is no store at all. */
const DAMAGED = /GRAFEO-(S002|X002)/;
const STATUS_MARKER = 'GQLSTATUS ';

/** What went wrong when the store at `path` was opened, in the platform's words. */
export function openError(path: string, cause: unknown): IsthmusError {
  const text = messageOf(cause);
  if (text.includes('cannot be locked')) {
    return new IsthmusError(
      'STORE_LOCKED',
      `The graph store ${path} is open in another process. Stop that process (a running "isthmus serve" holds it), or set ISTHMUS_DATA_DIR to another folder.`,
      { cause },
    );
  }
  if (DAMAGED.test(text)) {
    return new IsthmusError(
      'STORE_CORRUPT',
      `The graph store ${path} cannot be opened because its files are damaged. Restore them from a backup, or move ${path} and ${path}.wal away and ingest again.`,
      { cause },
    );
  }
  return new IsthmusError(
    'STORE_UNAVAILABLE',
    `The graph store ${path} cannot be opened (${text}). Check that its folder can be written to and has space.`,
    { cause },
  );
}

/** What went wrong in a statement, in the platform's words. */
export function statementError(key: string, cause: unknown): IsthmusError {
  const text = messageOf(cause);
  const status = statusOf(cause);
  if (DATA_STATUS.test(status) || text.includes(INVALID_VALUE)) {
    return new IsthmusError('INVALID_ARGUMENT', `The statement ${key} was refused: ${text}`, { cause });
  }
  if (status.startsWith('42')) {
    return new IsthmusError('INTERNAL', `The statement ${key} is not valid: ${text}`, { cause });
  }
  return new IsthmusError('STORE_UNAVAILABLE', `The graph store could not run ${key}: ${text}`, { cause });
}

/** The text of whatever the engine threw. */
export function messageOf(cause: unknown): string {
  return hasText(cause, 'message') ? cause.message : String(cause);
}

/** The GQLSTATUS code of what the engine threw, or an empty text. */
export function statusOf(cause: unknown): string {
  if (hasText(cause, 'gqlStatus')) return cause.gqlStatus;
  // The engine's wrapper moves the status there only from errors of its own realm.
  const inner = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'cause') : null;
  return hasText(inner, 'message') && inner.message.startsWith(STATUS_MARKER)
    ? inner.message.slice(STATUS_MARKER.length)
    : '';
}

/** By shape, because the native module's errors may come from another realm, where `instanceof Error` is false. */
function hasText<K extends string>(value: unknown, name: K): value is Record<K, string> {
  return typeof value === 'object' && value !== null && name in value && typeof Reflect.get(value, name) === 'string';
}
