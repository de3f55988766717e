import type { Record as BoltRecord, ResultSummary } from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';
import type { CallLimits } from '../call-limits.js';
import { appendChange } from '../change-feed.js';
import type { CypherRunOptions, CypherStatement, CypherSummary, CypherValue } from '../cypher-runner.js';
import { type CypherToken, cypherTokens, isWord } from '../script/cypher-tokens.js';
import { type StatementKind, statementKind } from '../script/statement-kind.js';
import type { StatementCatalogue } from '../statement-catalogue.js';
import { boltParameters } from './bolt-parameters.js';
import { cypherError } from './cypher-errors.js';
import { cypherValue } from './cypher-values.js';
import type { ManagedTransactions, StatementSender, TransactionCall } from './managed-transactions.js';
import type { Neo4jTarget } from './neo4j-errors.js';
import { planText } from './plan-text.js';
import { WriteCounts } from './write-counts.js';

const ROWS_AT_ONCE = 2_000;
const CALL_NAME = 'a statement of a person';
/** Between the two words stand a number of transactions and CONCURRENT at most. */
const MOST_WORDS_BETWEEN = 2;

/** What the runner shares with the store that it belongs to. */
export interface Neo4jCypherOptions {
  readonly transactions: ManagedTransactions;
  readonly catalogue: StatementCatalogue;
  readonly clock: () => number;
  readonly target: Neo4jTarget;
}

/** Runs people's statements on Neo4j. Rows are handed on as the server sends them; none are kept. */
export class Neo4jCypherRunner {
  constructor(private readonly options: Neo4jCypherOptions) {}

  async run(statement: CypherStatement, options: CypherRunOptions, limits: CallLimits): Promise<CypherSummary> {
    const kind = statementKind(statement.text);
    const { tokens } = cypherTokens(statement.text);
    refuseWrites(kind, options);
    const asksForProfile = options.isProfiled === true && kind.plan === null && kind.effect !== 'schema';
    const text = asksForProfile ? `PROFILE\n${statement.text}` : statement.text;
    const parameters = boltParameters(statement.parameters);
    const call = { name: CALL_NAME, mode: modeOf(kind, tokens, options), limits } as const;
    let hasGivenRows = false;
    const send = (sender: StatementSender): Promise<CypherSummary> =>
      this.stream(sender, text, parameters, options, limits, () => {
        hasGivenRows = true;
      });
    try {
      if (managesTransactions(tokens) && kind.plan !== 'EXPLAIN') return await this.runImplicit(call, send);
      return await this.options.transactions.run(
        call,
        async (transaction) => {
          const summary = await send(transaction);
          if (kind.effect !== 'schema' && hasWritten(summary, tokens, call.mode)) await this.tellFeed(transaction);
          return summary;
        },
        () => !hasGivenRows,
      );
    } catch (error) {
      throw cypherError(error, this.options.target, asksForProfile ? 1 : 0);
    }
  }

  /** The feed is told even when the statement failed: the transactions before the failing one are committed. */
  private async runImplicit(
    call: TransactionCall,
    send: (sender: StatementSender) => Promise<CypherSummary>,
  ): Promise<CypherSummary> {
    const { transactions } = this.options;
    try {
      return await transactions.runImplicit(call, send);
    } finally {
      if (call.mode === 'WRITE') await transactions.run(call, (transaction) => this.tellFeed(transaction));
    }
  }

  private async tellFeed(transaction: StatementSender): Promise<void> {
    const change = appendChange('bulk', [], this.options.clock());
    await transaction.run(this.options.catalogue.text(change), boltParameters(change.parameters ?? {}));
  }

  private async stream(
    sender: StatementSender,
    text: string,
    parameters: Record<string, unknown>,
    { onRows }: CypherRunOptions,
    limits: CallLimits,
    onGiven: () => void,
  ): Promise<CypherSummary> {
    const result = sender.run(text, parameters);
    let rowCount = 0;
    let waiting: CypherValue[][] = [];
    let columns: string[] = [];
    const give = async () => {
      limits.check();
      onGiven();
      await onRows?.(columns, waiting);
      waiting = [];
    };
    for await (const record of result) {
      if (rowCount === 0) columns = record.keys.map(String);
      rowCount++;
      if (onRows === undefined) continue;
      waiting.push(rowOf(record));
      if (waiting.length === ROWS_AT_ONCE) await give();
    }
    if (waiting.length > 0) await give();
    if (rowCount === 0) columns = (await result.keys()).map(String);
    return summaryOf(await result.summary(), columns, rowCount);
  }
}

function rowOf(record: BoltRecord): CypherValue[] {
  return Array.from({ length: record.length }, (_, k) => cypherValue(record.get(k)));
}

function summaryOf(summary: ResultSummary, columns: readonly string[], rowCount: number): CypherSummary {
  const counts = new WriteCounts();
  counts.add(summary.counters);
  return { ...counts.summary(), columns, rowCount, plan: planText(summary) };
}

function refuseWrites({ effect, plan }: StatementKind, { isReadOnly }: CypherRunOptions): void {
  if (isReadOnly !== true || effect === 'reads' || plan === 'EXPLAIN') return;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    'This statement writes, and only reading is allowed. Run it without --read-only.',
  );
}

/** Only the server knows which procedures write, so a CALL is no reading unless nothing else is allowed. */
function modeOf(
  { effect }: StatementKind,
  tokens: readonly CypherToken[],
  { isReadOnly }: CypherRunOptions,
): 'READ' | 'WRITE' {
  const isReading = isReadOnly === true || (effect === 'reads' && !hasCall(tokens));
  return isReading ? 'READ' : 'WRITE';
}

/** What procedures write by themselves, those of GDS among them, the server does not count. */
function hasWritten(summary: CypherSummary, tokens: readonly CypherToken[], mode: 'READ' | 'WRITE'): boolean {
  if (mode === 'READ') return false;
  const { nodesCreated, nodesDeleted, relationshipsCreated, relationshipsDeleted, propertiesSet } = summary;
  const changes = nodesCreated + nodesDeleted + relationshipsCreated + relationshipsDeleted + propertiesSet;
  return changes > 0 || hasCall(tokens);
}

function hasCall(tokens: readonly CypherToken[]): boolean {
  return tokens.some((token) => isWord(token, 'CALL'));
}

/** `CALL { … } IN 4 CONCURRENT TRANSACTIONS`: the server refuses to run it inside a transaction of ours. */
function managesTransactions(tokens: readonly CypherToken[]): boolean {
  return tokens.some(
    (token, at) =>
      isWord(token, 'IN') &&
      tokens.slice(at + 1, at + 2 + MOST_WORDS_BETWEEN).some((next) => isWord(next, 'TRANSACTIONS')),
  );
}
