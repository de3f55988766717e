import type { GrafeoDB, QueryResult, Transaction } from '@grafeo-db/js';
import { IsthmusError } from '../../domain/errors.js';
import type { Turns } from '../../domain/turns.js';
import { CallLimits } from '../call-limits.js';
import { appendChange } from '../change-feed.js';
import type { CypherRunner, CypherRunOptions, CypherStatement, CypherSummary } from '../cypher-runner.js';
import { cypherTokens, isWord } from '../script/cypher-tokens.js';
import { statementKind } from '../script/statement-kind.js';
import type { StatementCatalogue } from '../statement-catalogue.js';
import { cypherError } from './cypher-errors.js';
import { cypherValue } from './cypher-values.js';
import { clauseCount, joinCreates, MOST_CLAUSES } from './join-creates.js';

const ROWS_AT_ONCE = 2_000;
/** A statement of so many characters holds data, and comes once. */
const LONG_STATEMENT = 20_000;

/** What the runner shares with the store that it belongs to. */
export interface EmbeddedCypherOptions {
  readonly db: GrafeoDB;
  readonly catalogue: StatementCatalogue;
  readonly writes: Turns;
  readonly clock: () => number;
  requireOpen(): void;
  /** Resolves when everything committed so far is on disk. */
  syncLog(): Promise<void>;
  /** Hears that a statement has deleted something. */
  onDeleted(): void;
}

/**
 * Runs people's statements on the embedded engine. The engine cannot interrupt a statement: cancelled, it goes on in
 * the background, its result is dropped, and what it wrote is rolled back.
 */
export class EmbeddedCypherRunner implements CypherRunner {
  constructor(private readonly options: EmbeddedCypherOptions) {}

  async runCypher(statement: CypherStatement, options: CypherRunOptions = {}): Promise<CypherSummary> {
    this.options.requireOpen();
    const limits = new CallLimits(options);
    limits.check();
    refuseFileReads(statement.text);
    const { effect, plan } = statementKind(statement.text);
    if (options.isReadOnly === true && effect !== 'reads' && plan !== 'EXPLAIN') {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        'This statement writes, and only reading is allowed. Run it without --read-only.',
      );
    }
    const isProfiled = options.isProfiled === true && plan === null && effect !== 'schema';
    const text = preparedText(statement.text, isProfiled);
    const run = (session: GrafeoDB | Transaction) => this.execute(session, text, statement, isProfiled);
    let result: QueryResult;
    if (effect === 'reads' || plan === 'EXPLAIN') result = await limits.race(this.rolledBack(run));
    else {
      const write = effect === 'schema' ? () => run(this.options.db) : () => this.committed(run, plan, limits);
      result = await limits.race(
        this.options.writes.take(() => {
          this.options.requireOpen();
          limits.check();
          return write();
        }),
      );
      await this.options.syncLog();
    }
    return isProfiled || plan !== null ? planSummary(result) : giveRows(result, options, limits);
  }

  /** Reads in a transaction that is rolled back, so that nothing is ever written that was taken for reading. */
  private async rolledBack(run: (transaction: Transaction) => Promise<QueryResult>): Promise<QueryResult> {
    const transaction = this.options.db.beginTransaction();
    try {
      const result = await run(transaction);
      if (hasChanges(result)) {
        throw new IsthmusError('INTERNAL', 'The statement would have written although no clause of it says so.');
      }
      return result;
    } finally {
      if (transaction.isActive) transaction.rollback();
    }
  }

  private async committed(
    run: (transaction: Transaction) => Promise<QueryResult>,
    plan: 'EXPLAIN' | 'PROFILE' | null,
    limits: CallLimits,
  ): Promise<QueryResult> {
    const { db, catalogue, clock, onDeleted } = this.options;
    const transaction = db.beginTransaction();
    try {
      const result = await run(transaction);
      limits.check();
      // The engine counts nothing for a statement whose profile was asked for.
      if (hasChanges(result) || plan !== null || result.profile !== null) {
        const change = appendChange('bulk', [], clock());
        await transaction.executeCypher(catalogue.text(change), change.parameters);
      }
      transaction.commit();
      if (result.counters.nodesDeleted + result.counters.edgesDeleted > 0) onDeleted();
      return result;
    } catch (error) {
      if (transaction.isActive) transaction.rollback();
      throw error instanceof IsthmusError ? error : cypherError('', error);
    }
  }

  private async execute(
    session: GrafeoDB | Transaction,
    text: string,
    statement: CypherStatement,
    isProfiled: boolean,
  ): Promise<QueryResult> {
    try {
      return await session.executeCypher(text, statement.parameters);
    } catch (error) {
      throw cypherError(statement.text, error, isProfiled ? 1 : 0);
    } finally {
      // The engine keeps the plans of hundreds of statements with all that is written out in them.
      if (text.length > LONG_STATEMENT) this.options.db.clearPlanCache();
    }
  }
}

/** The engine would open any file of the machine that a statement names. */
function refuseFileReads(text: string): void {
  const { tokens } = cypherTokens(text);
  if (!tokens.some((token, at) => isWord(token, 'LOAD') && isWord(tokens[at + 1], 'CSV'))) return;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    'LOAD CSV reads files only below a folder that you name. Run the script by "isthmus cypher --import <folder>".',
  );
}

function preparedText(text: string, isProfiled: boolean): string {
  const joined = clauseCount(text) > MOST_CLAUSES / 2 ? joinCreates(text) : text;
  return isProfiled ? `PROFILE\n${joined}` : joined;
}

function hasChanges(result: QueryResult): boolean {
  return Object.values(result.counters).some((count) => count > 0);
}

function planSummary(result: QueryResult): CypherSummary {
  return { ...summaryOf(result), columns: [], rowCount: 0, plan: String(result.scalar()).trimEnd() };
}

async function giveRows(result: QueryResult, { onRows }: CypherRunOptions, limits: CallLimits): Promise<CypherSummary> {
  const { columns, length } = result;
  for (let first = 0; onRows !== undefined && first < length; first += ROWS_AT_ONCE) {
    limits.check();
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, length - first) }, (_, at) => {
      const row = result.get(first + at);
      return columns.map((column) => cypherValue(row[column]));
    });
    await onRows(columns, rows);
  }
  return { ...summaryOf(result), columns, rowCount: length, plan: null };
}

function summaryOf({ counters }: QueryResult) {
  return {
    nodesCreated: counters.nodesCreated,
    nodesDeleted: counters.nodesDeleted,
    relationshipsCreated: counters.edgesCreated,
    relationshipsDeleted: counters.edgesDeleted,
    propertiesSet: counters.propertiesSet,
  };
}
