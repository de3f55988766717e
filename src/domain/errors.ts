/** What each error code means, whether trying again can help, and whether its message may leave the server. */
export const ERROR_CATALOGUE = {
  INVALID_ARGUMENT: {
    meaning: 'An argument is out of range, malformed or contradicts another one.',
    isRetryable: false,
    isPublic: true,
  },
  INVALID_CURSOR: {
    meaning: 'A page cursor is malformed or belongs to another query.',
    isRetryable: false,
    isPublic: true,
  },
  INVALID_RECOMMENDATION_ID: {
    meaning: 'A recommendationId was not issued by this server or has been changed.',
    isRetryable: false,
    isPublic: true,
  },
  NOT_FOUND: { meaning: 'Nothing has the given id.', isRetryable: false, isPublic: true },
  EVENT_CONFLICT: {
    meaning: 'The event id is already used by an event with other content.',
    isRetryable: false,
    isPublic: true,
  },
  UNKNOWN_RELATION: {
    meaning: 'A relation is not in the ontology or does not join these kinds of nodes.',
    isRetryable: false,
    isPublic: true,
  },
  QUERY_TOO_EXPENSIVE: {
    meaning: 'The GraphQL operation would cost more than the server allows.',
    isRetryable: false,
    isPublic: true,
  },
  DEADLINE_EXCEEDED: { meaning: 'The call did not finish within its deadline.', isRetryable: true, isPublic: true },
  INGEST_SOURCE_INVALID: {
    meaning: 'A file of a data folder is missing, empty or lacks a required column.',
    isRetryable: false,
    isPublic: true,
  },
  CONFIG_INVALID: {
    meaning: 'An environment variable or configuration file has a value that cannot be used.',
    isRetryable: false,
    isPublic: false,
  },
  STORE_LOCKED: { meaning: 'Another process has the embedded store open.', isRetryable: true, isPublic: false },
  STORE_CORRUPT: {
    meaning: 'The embedded store cannot be opened because its files are damaged.',
    isRetryable: false,
    isPublic: false,
  },
  STORE_UNAVAILABLE: {
    meaning: 'The graph database cannot be reached or refuses to work.',
    isRetryable: true,
    isPublic: false,
  },
  MODEL_INVALID: {
    meaning: 'A model file is missing, damaged or does not match its manifest.',
    isRetryable: false,
    isPublic: false,
  },
  LANGUAGE_MODEL_UNAVAILABLE: {
    meaning: 'The language model cannot be reached or has more work than it takes.',
    isRetryable: true,
    isPublic: false,
  },
  LANGUAGE_MODEL_FAILED: {
    meaning: 'The language model refused the request, or its answer cannot be used.',
    isRetryable: false,
    isPublic: false,
  },
  MODEL_NOT_SAVED: {
    meaning: 'A model could not be written to the disk; those that were there stay and serve.',
    isRetryable: true,
    isPublic: false,
  },
  MODEL_WORSE: {
    meaning: 'A new model does worse than its bound allows; the one before it stays.',
    isRetryable: false,
    isPublic: true,
  },
  TRAINING_RUNNING: {
    meaning: 'Another training is still running; there is one at a time.',
    isRetryable: true,
    isPublic: true,
  },
  TRAINING_FAILED: {
    meaning: 'A training cannot go on: there is nothing to learn from, or its numbers have got out of hand.',
    isRetryable: false,
    isPublic: true,
  },
  INTERNAL: {
    meaning: 'Something that should not happen did; the log has the cause under the error id.',
    isRetryable: false,
    isPublic: false,
  },
} as const satisfies Record<string, ErrorDescription>;

interface ErrorDescription {
  readonly meaning: string;
  readonly isRetryable: boolean;
  readonly isPublic: boolean;
}

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** Every error the platform throws on purpose. The message says what is wrong and what to do about it. */
export class IsthmusError extends Error {
  override readonly name = 'IsthmusError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
