import { resolve } from 'node:path';
import { z } from 'zod';
import { IsthmusError } from '../domain/errors.js';
import { DEFAULT_FUSION, type FusionSettings } from '../domain/media.js';

/** Texts that switch something on or off; `z.stringbool` would also take "yes" and "enabled". */
const switchText = z.enum(['true', 'false']).transform((text) => text === 'true');

const BYTES_A_MEGABYTE = 1_000_000;

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `must lie between ${minimum} and ${maximum}`);

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A span of time such as 30m or 24h, in milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}(s|m|h|d)$/, 'must be a number with a unit, such as 30m, 24h or 7d')
  .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS])
  .refine((ms) => ms >= 60_000, 'must be at least 1m');

/** What each part of an item's vector counts, such as text=1,image=0.5. */
const partWeights = z
  .string()
  .regex(
    /^(text|image|audio)=\d{1,3}(\.\d{1,6})?(,(text|image|audio)=\d{1,3}(\.\d{1,6})?)*$/,
    'must be like text=1,image=0.5,audio=0.5',
  )
  .transform((text) =>
    Object.fromEntries(text.split(',').map((part) => [part.split('=')[0], Number(part.split('=')[1])])),
  );

/** A variable that is set to nothing counts as not set: Docker Compose hands on what is missing as empty text. */
const optional = (schema: z.ZodType<string, string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Every environment variable that the platform reads, with its default. */
const variables = z.object({
  /** Folder of the store, the models and the rejected rows. */
  ISTHMUS_DATA_DIR: z.string().min(1).default('var'),
  /** Which engine keeps the graph: the embedded one, in the data folder, or a Neo4j. */
  ISTHMUS_STORE: z.enum(['embedded', 'neo4j']).default('embedded'),
  /** Where Neo4j is: `bolt://` one server, `neo4j://` a cluster; with `+s` over TLS, with `+ssc` trusting any certificate. */
  NEO4J_URI: optional(
    z
      .string()
      .regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^@/\s]+$/, 'must be like neo4j://host:7687, without user or password'),
  ),
  /** The user of Neo4j. */
  NEO4J_USER: optional(z.string()),
  /** The same as NEO4J_USER, under the name that Aura's own files give it. */
  NEO4J_USERNAME: optional(z.string()),
  /** The user's password. */
  NEO4J_PASSWORD: optional(z.string()),
  /** The database of Neo4j; the user's own when absent. */
  NEO4J_DATABASE: optional(z.string()),
  /** Address that the server listens on. */
  ISTHMUS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Port that the server listens on; 0 takes a free one. */
  PORT: wholeNumber(0, 65_535).default(4000),
  /** Key that signs recommendation ids and cursors, at least 32 characters; made once and kept in the data folder when absent. */
  ISTHMUS_SECRET: optional(z.string().min(32)),
  /** Where models run; a provider that is not there falls back to cpu with a warning. */
  ISTHMUS_EXECUTION_PROVIDER: z.enum(['cpu', 'cuda', 'webgpu']).default('cpu'),
  /** Folder of a sentence-transformer with model.onnx and tokenizer.json; an encoder is learned from the catalogue when absent. */
  ISTHMUS_TEXT_ENCODER: optional(z.string()),
  /** How the vectors of an item's text, image and sound become one; sum needs encoders that share one space. */
  ISTHMUS_ITEM_VECTORS: z.enum(['concatenate', 'sum']).default('concatenate'),
  /** What each of them counts, such as text=1,image=0.5; one that is not named counts 1. */
  ISTHMUS_ITEM_VECTOR_WEIGHTS: partWeights.optional(),
  /** How many threads make recommendations; 0 leaves them to the main thread, absent takes what suits the machine. */
  ISTHMUS_WORKERS: wholeNumber(0, 64).optional(),
  /** How long after a training the next one begins by itself, such as 24h; never when absent. */
  ISTHMUS_TRAIN_EVERY: duration.optional(),
  /** After how many new events a training begins by itself; never when absent. */
  ISTHMUS_TRAIN_AFTER_EVENTS: wholeNumber(1, 1_000_000_000).optional(),
  /** Whether an empty store is filled with the demo world when the server starts. */
  ISTHMUS_DEMO: switchText.default(true),
  /** Time after which a GraphQL request ends with DEADLINE_EXCEEDED. */
  ISTHMUS_REQUEST_TIMEOUT_MS: wholeNumber(50, 600_000).default(10_000),
  /** Origins that browsers may call from, separated by commas; `*` allows all, empty allows none but the server's own. */
  ISTHMUS_CORS_ORIGINS: z.string().default('https://studio.apollographql.com'),
  /** Whether clients may read the schema by introspection; Apollo Sandbox and GraphiQL need it. */
  ISTHMUS_INTROSPECTION: switchText.default(true),
  /** Where a language model answers, with the version that its server expects, such as http://localhost:11434/v1. */
  ISTHMUS_LLM_BASE_URL: optional(
    z.string().regex(/^https?:\/\/[^@\s?#]+$/, 'must be like http://localhost:11434/v1, without user or password'),
  ),
  /** The model's name, as its server calls it. */
  ISTHMUS_LLM_MODEL: optional(z.string().max(200)),
  /** Key that the server of the language model asks for. */
  ISTHMUS_LLM_KEY: optional(z.string()),
  /** File of prices a model, in YAML or JSON; without it nothing is said of money. */
  ISTHMUS_LLM_PRICES: optional(z.string()),
  /** How many requests may be under way to the language model at once. */
  ISTHMUS_LLM_CONCURRENCY: wholeNumber(1, 256).default(4),
  /** Time after which a call of the language model ends, its repeats included. */
  ISTHMUS_LLM_TIMEOUT_MS: wholeNumber(100, 3_600_000).default(60_000),
  /** How much the answers that are kept in the data folder may take, in megabytes; 0 keeps none. */
  ISTHMUS_LLM_CACHE_MB: wholeNumber(0, 1_000_000).default(256),
  ISTHMUS_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Variables that mean nothing without each other. */
const LANGUAGE_MODEL_PAIR = ['ISTHMUS_LLM_BASE_URL', 'ISTHMUS_LLM_MODEL'] as const;

const environmentSchema = variables.check(({ value, issues }) => {
  const missing = LANGUAGE_MODEL_PAIR.filter((name) => value[name] === undefined);
  if (missing.length === 1) {
    const message = `must be set beside ${LANGUAGE_MODEL_PAIR.find((name) => name !== missing[0])}`;
    issues.push({ code: 'custom', path: missing, message, input: value });
  }
  if (value.ISTHMUS_STORE !== 'neo4j') return;
  for (const name of ['NEO4J_URI', 'NEO4J_PASSWORD'] as const) {
    if (value[name] !== undefined) continue;
    issues.push({ code: 'custom', path: [name], message: 'must be set when ISTHMUS_STORE is neo4j', input: value });
  }
});

/** A Neo4j, and who asks there. */
export interface Neo4jConfig {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** Empty for the user's own. */
  readonly database: string;
}

/** A language model, and how it is asked. */
export interface LanguageModelConfig {
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
  /** File of the price table; null says nothing of money. */
  readonly pricesPath: string | null;
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** 0 keeps no answers. */
  readonly cacheBytes: number;
}

/** The checked configuration of one process. Nothing else reads the environment. */
export interface Config {
  readonly dataDir: string;
  readonly store: 'embedded' | 'neo4j';
  /** The Neo4j that is named, also when the graph is in the embedded store; null when none is. */
  readonly neo4j: Neo4jConfig | null;
  readonly host: string;
  readonly port: number;
  readonly secret: string | null;
  readonly executionProvider: 'cpu' | 'cuda' | 'webgpu';
  /** Null learns an encoder of texts from the catalogue. */
  readonly textEncoderFolder: string | null;
  /** How the vectors of an item's text, image and sound become one. */
  readonly itemVectors: FusionSettings;
  /** Null takes what suits the machine. */
  readonly workers: number | null;
  /** Null never trains by the clock. */
  readonly trainEveryMs: number | null;
  /** Null never trains by the number of events. */
  readonly trainAfterEvents: number | null;
  readonly createsDemoWorld: boolean;
  readonly requestTimeoutMs: number;
  readonly corsOrigins: readonly string[];
  readonly allowsIntrospection: boolean;
  /** Null goes by rules alone. */
  readonly languageModel: LanguageModelConfig | null;
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
    store: values.ISTHMUS_STORE,
    neo4j: neo4jOf(values),
    host: values.ISTHMUS_HOST,
    port: values.PORT,
    secret: values.ISTHMUS_SECRET ?? null,
    executionProvider: values.ISTHMUS_EXECUTION_PROVIDER,
    textEncoderFolder: values.ISTHMUS_TEXT_ENCODER === undefined ? null : resolve(values.ISTHMUS_TEXT_ENCODER),
    itemVectors: {
      method: values.ISTHMUS_ITEM_VECTORS,
      weights: { ...DEFAULT_FUSION.weights, ...values.ISTHMUS_ITEM_VECTOR_WEIGHTS },
    },
    workers: values.ISTHMUS_WORKERS ?? null,
    trainEveryMs: values.ISTHMUS_TRAIN_EVERY ?? null,
    trainAfterEvents: values.ISTHMUS_TRAIN_AFTER_EVENTS ?? null,
    createsDemoWorld: values.ISTHMUS_DEMO,
    requestTimeoutMs: values.ISTHMUS_REQUEST_TIMEOUT_MS,
    corsOrigins: values.ISTHMUS_CORS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    allowsIntrospection: values.ISTHMUS_INTROSPECTION,
    languageModel: languageModelOf(values),
    logLevel: values.ISTHMUS_LOG_LEVEL,
  });
}

function languageModelOf(values: z.output<typeof variables>): LanguageModelConfig | null {
  if (values.ISTHMUS_LLM_BASE_URL === undefined || values.ISTHMUS_LLM_MODEL === undefined) return null;
  return {
    baseUrl: values.ISTHMUS_LLM_BASE_URL.replace(/\/+$/, ''),
    model: values.ISTHMUS_LLM_MODEL,
    key: values.ISTHMUS_LLM_KEY ?? null,
    pricesPath: values.ISTHMUS_LLM_PRICES === undefined ? null : resolve(values.ISTHMUS_LLM_PRICES),
    concurrency: values.ISTHMUS_LLM_CONCURRENCY,
    timeoutMs: values.ISTHMUS_LLM_TIMEOUT_MS,
    cacheBytes: values.ISTHMUS_LLM_CACHE_MB * BYTES_A_MEGABYTE,
  };
}

function neo4jOf(values: z.output<typeof variables>): Neo4jConfig | null {
  if (values.NEO4J_URI === undefined) return null;
  return {
    uri: values.NEO4J_URI,
    user: values.NEO4J_USER ?? values.NEO4J_USERNAME ?? 'neo4j',
    password: values.NEO4J_PASSWORD ?? '',
    database: values.NEO4J_DATABASE ?? '',
  };
}
