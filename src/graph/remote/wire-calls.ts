import { z } from 'zod';
import { NODE_TYPES } from '../../domain/nodes.js';
import type { RelationName } from '../../domain/ontology.js';
import type { StatementCall } from '../knowledge-graph.js';
import { STATEMENT_KEYS } from '../statement-catalogue.js';

const parameters = z.record(z.string(), z.unknown());

/** A call of the catalogue as it comes over a socket: whatever becomes part of a statement's text is checked again. */
const statementCall: z.ZodType<StatementCall> = z.object({
  key: z.enum(STATEMENT_KEYS),
  parameters: parameters.exactOptional(),
  relation: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,63}$/)
    .transform((name) => name as RelationName)
    .exactOptional(),
  subjectType: z.enum(NODE_TYPES).exactOptional(),
  objectType: z.enum(NODE_TYPES).exactOptional(),
});

/** The argument of `graph/read`. */
export const readArgument = statementCall;

/** The argument of `graph/write`. */
export const writeArgument = z.array(statementCall);

/** The argument of `graph/cypher`. */
export const cypherArgument = z.object({
  statement: z.object({ text: z.string(), parameters }),
  isReadOnly: z.boolean(),
  isProfiled: z.boolean(),
});

/** The argument of `graph/dump`: a path on the machine that both processes run on. */
export const dumpArgument = z.string().min(1);
