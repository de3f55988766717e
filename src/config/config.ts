import { resolve } from 'node:path';
import { z } from 'zod';
import { IsthmusError } from '../domain/errors.js';

/** Texts that switch something on or off; `z.stringbool` would also take "yes" and "enabled". */
const switchText = z.enum(['true', 'false']).transform((text) => text === 'true');

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `must lie between ${minimum} and ${maximum}`);

/** Every environment variable that the platform reads, with its default. */
const environmentSchema = z.object({
  /** Folder of the store, the models and the rejected rows. */
  ISTHMUS_DATA_DIR: z.string().min(1).default('var'),
  /** Address that the server listens on. */
  ISTHMUS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Port that the server listens on; 0 takes a free one. */
  PORT: wholeNumber(0, 65_535).default(4000),
  /** Key that signs recommendation ids and cursors, at least 32 characters; made once and kept in the data folder when absent. */
  ISTHMUS_SECRET: z.string().min(32).optional(),
  /** Where models run; a provider that is not there falls back to cpu with a warning. */
  ISTHMUS_EXECUTION_PROVIDER: z.enum(['cpu', 'cuda', 'webgpu']).default('cpu'),
  /** Whether an empty store is filled with the demo world when the server starts. */
  ISTHMUS_DEMO: switchText.default(true),
  /** Time after which a GraphQL request ends with DEADLINE_EXCEEDED. */
  ISTHMUS_REQUEST_TIMEOUT_MS: wholeNumber(50, 600_000).default(10_000),
  /** Origins that browsers may call from, separated by commas; `*` allows all, empty allows none but the server's own. */
  ISTHMUS_CORS_ORIGINS: z.string().default('https://studio.apollographql.com'),
  /** Whether clients may read the schema by introspection; Apollo Sandbox and GraphiQL need it. */
  ISTHMUS_INTROSPECTION: switchText.default(true),
  ISTHMUS_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The checked configuration of one process. Nothing else reads the environment. */
export interface Config {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly secret: string | null;
  readonly executionProvider: 'cpu' | 'cuda' | 'webgpu';
  readonly createsDemoWorld: boolean;
  readonly requestTimeoutMs: number;
  readonly corsOrigins: readonly string[];
  readonly allowsIntrospection: boolean;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Reads the configuration; throws CONFIG_INVALID that names every variable that is wrong, and why. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new IsthmusError('CONFIG_INVALID', `The configuration cannot be used. ${problems.join('; ')}.`);
  }
  const values = parsed.data;
  return Object.freeze({
    dataDir: resolve(values.ISTHMUS_DATA_DIR),
    host: values.ISTHMUS_HOST,
    port: values.PORT,
    secret: values.ISTHMUS_SECRET ?? null,
    executionProvider: values.ISTHMUS_EXECUTION_PROVIDER,
    createsDemoWorld: values.ISTHMUS_DEMO,
    requestTimeoutMs: values.ISTHMUS_REQUEST_TIMEOUT_MS,
    corsOrigins: values.ISTHMUS_CORS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    allowsIntrospection: values.ISTHMUS_INTROSPECTION,
    logLevel: values.ISTHMUS_LOG_LEVEL,
  });
}
