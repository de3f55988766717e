import { z } from 'zod';
import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import { isDateFormat } from '../cleaning/parse-date.js';
import { columnRule } from './column-rule.js';

const letterCase = z.enum(['keep', 'lower', 'upper']);
const knownKind = z.enum(Object.keys(INTERACTION_KINDS) as [string, ...string[]]);
const renames = z.record(z.string(), z.string()).default({});
const phrases = z.strictObject({ fact: z.string().optional(), shared: z.string().optional() });

const range = z
  .strictObject({ min: z.number().nonnegative().optional(), max: z.number().nonnegative().optional() })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'min must not be above max');

const relationDeclaration = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  objectKind: z.string().optional(),
  en: phrases.optional(),
  zh: phrases.optional(),
});

/** isthmus.yaml: how the columns of a data folder are to be understood. Every setting may be left out. */
export const mappingSchema = z.strictObject({
  /** Separates the cells of a CSV line. */
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  /** Separates several values inside one cell. */
  listSeparator: z.string().min(1).default('|'),
  /** `clean` trims texts and normalises Unicode, `verbatim` takes them as they are (an export reads back equal). */
  texts: z.enum(['clean', 'verbatim']).default('clean'),
  /** `stored` takes what a graph has held before: times to come, any year and value, relations of a node to itself. */
  checks: z.enum(['full', 'stored']).default('full'),
  /** Date formats, tried in order. */
  dates: z
    .array(
      z
        .string()
        .refine(isDateFormat, 'must be iso, epoch, epoch-seconds, epoch-milliseconds or a pattern such as DD.MM.YYYY'),
    )
    .min(1)
    .default(['iso', 'epoch']),
  /** Domain of items whose row names none. */
  defaultDomain: z.string().min(1).optional(),
  /** Kind of interactions whose row names none. */
  defaultKind: knownKind.optional(),
  /** Other names of interaction kinds, such as `purchase: buy`. */
  kinds: z.record(z.string(), knownKind).default({}),
  /** Letter case that ids are brought to, by the type of node. */
  idCase: z
    .strictObject({
      item: letterCase.default('keep'),
      user: letterCase.default('keep'),
      entity: letterCase.default('keep'),
      scene: letterCase.default('keep'),
      domain: letterCase.default('keep'),
    })
    .prefault({}),
  /** Ranges that values of interactions are clipped to, by kind. */
  ranges: z.partialRecord(knownKind, range).default({}),
  /** Names of columns that mean a known one, by the kind of file: `interactions: {movieId: item}`. */
  rename: z
    .strictObject({
      domains: renames,
      scenes: renames,
      entities: renames,
      items: renames,
      users: renames,
      relations: renames,
      social: renames,
      interactions: renames,
    })
    .prefault({}),
  /** What becomes of the extra columns of items. */
  columns: z.record(z.string(), columnRule).default({}),
  /** What becomes of the extra columns of users. */
  userColumns: z.record(z.string(), columnRule).default({}),
  /** Relations that the platform does not know. */
  relations: z.array(relationDeclaration).default([]),
});

/** A checked isthmus.yaml with its defaults filled in. */
export type Mapping = z.infer<typeof mappingSchema>;
export type IdType = keyof Mapping['idCase'];

/** Ranges that hold unless isthmus.yaml gives others: ratings are stars from 1 to 5. */
export const DEFAULT_RANGES: Mapping['ranges'] = { rate: { min: 1, max: 5 } };
