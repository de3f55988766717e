import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ErrorCode } from '../domain/errors.js';
import type { LabelledRelation } from '../graph/writes/plan-relations.js';
import type { UpsertReport } from '../graph/writes/upsert-report.js';
import { costs } from '../schema/field-cost.js';
import { MAX_BATCH_ENTRIES } from '../schema/mutations/max-batch-entries.js';
import { Problem } from '../schema/mutations/problem.type.js';
import { UpsertItemsInput, UpsertRelationsInput, UpsertUsersInput } from '../schema/mutations/upsert.inputs.js';
import type { UpsertCounts } from '../schema/mutations/upsert-payload.js';
import { UpsertItemsPayload, UpsertRelationsPayload, UpsertUsersPayload } from '../schema/mutations/upsert-payloads.js';
import { attempt, batchProblem, sentence } from './problems.js';
import type { RequestContext } from './request-context.js';
import { itemRecord, relationRecord, userRecord } from './upsert-records.js';

const NOTHING: UpsertCounts = { created: 0, changed: 0, unchanged: 0 };

/** What an upsert of one type is made of. */
interface Upsert<Input, Rec> {
  readonly entries: readonly Input[];
  readonly argument: string;
  readonly recordOf: (input: Input) => Rec;
  readonly write: (records: readonly Rec[]) => Promise<UpsertReport>;
  /** The code of a record that the writer has refused. */
  readonly codeOf?: (record: Rec) => ErrorCode;
}

/** The mutations that add or replace items, users and relations. */
@Resolver()
export class UpsertsResolver {
  @Mutation(() => UpsertItemsPayload, {
    description: 'Adds items, or replaces them as a whole.',
    complexity: costs({ own: 200 }),
  })
  async upsertItems(
    @Arg('input', () => UpsertItemsInput, { description: 'The items.' }) { items }: UpsertItemsInput,
    @Ctx() { services: { writer }, deadline }: RequestContext,
  ): Promise<UpsertItemsPayload> {
    const write = (records: Parameters<typeof writer.upsertItems>[0]) => deadline.within(writer.upsertItems(records));
    const { counts, errors } = await upsert({ entries: items, argument: 'items', recordOf: itemRecord, write });
    return new UpsertItemsPayload(counts, errors);
  }

  @Mutation(() => UpsertUsersPayload, {
    description: 'Adds users, or replaces their attributes.',
    complexity: costs({ own: 200 }),
  })
  async upsertUsers(
    @Arg('input', () => UpsertUsersInput, { description: 'The users.' }) { users }: UpsertUsersInput,
    @Ctx() { services: { writer }, deadline }: RequestContext,
  ): Promise<UpsertUsersPayload> {
    const write = (records: Parameters<typeof writer.upsertUsers>[0]) => deadline.within(writer.upsertUsers(records));
    const { counts, errors } = await upsert({ entries: users, argument: 'users', recordOf: userRecord, write });
    return new UpsertUsersPayload(counts, errors);
  }

  @Mutation(() => UpsertRelationsPayload, {
    description: 'Adds facts to the graph, or replaces their weight and source.',
    complexity: costs({ own: 200 }),
  })
  async upsertRelations(
    @Arg('input', () => UpsertRelationsInput, { description: 'The facts.' }) { relations }: UpsertRelationsInput,
    @Ctx() context: RequestContext,
  ): Promise<UpsertRelationsPayload> {
    const { services, deadline } = context;
    const { counts, errors } = await upsert<(typeof relations)[number], LabelledRelation>({
      entries: relations,
      argument: 'relations',
      recordOf: relationRecord,
      write: (records) => deadline.within(services.writer.upsertRelations(records)),
      codeOf: (record) => refusedRelationCode(record, context),
    });
    return new UpsertRelationsPayload(counts, errors);
  }
}

/** Writes the entries that can be written; the others are told by their place in the input. */
async function upsert<Input, Rec>({
  entries,
  argument,
  recordOf,
  write,
  codeOf = () => 'INVALID_ARGUMENT',
}: Upsert<Input, Rec>): Promise<{ counts: UpsertCounts; errors: Problem[] }> {
  const tooMany = batchProblem(entries.length, MAX_BATCH_ENTRIES, argument);
  if (tooMany !== null) return { counts: NOTHING, errors: [tooMany] };
  const errors: Problem[] = [];
  const records: Rec[] = [];
  const places: number[] = [];
  entries.forEach((entry, index) => {
    const record = attempt(index, () => recordOf(entry));
    if (record instanceof Problem) errors.push(record);
    else places[records.push(record) - 1] = index;
  });
  if (records.length === 0) return { counts: NOTHING, errors };
  const report = await write(records);
  for (const { index, reason } of report.rejected) {
    errors.push(new Problem(codeOf(records[index]), sentence(reason), places[index]));
  }
  return { counts: report, errors: errors.sort((a, b) => (a.index ?? 0) - (b.index ?? 0)) };
}

/** The writer says in words why it refused a relation; clients need a code as well. */
function refusedRelationCode({ subject, predicate, object }: LabelledRelation, context: RequestContext): ErrorCode {
  const relation = context.services.ontology.find(predicate);
  const joins = relation?.subjectTypes.includes(subject.type) && relation.objectTypes.includes(object.type);
  if (joins !== true) return 'UNKNOWN_RELATION';
  const isMissing = [subject, object].some((end) => !context.catalogue.has(end));
  return isMissing ? 'NOT_FOUND' : 'INVALID_ARGUMENT';
}
