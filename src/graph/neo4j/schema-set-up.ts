import type { CallLimits } from '../call-limits.js';
import type { StatementCatalogue } from '../statement-catalogue.js';
import { refuseNewerVersion, SCHEMA_VERSION, versionOf } from '../upgrade-graph.js';
import type { ManagedTransactions, StatementSender } from './managed-transactions.js';
import { isForbidden, isMadeMeanwhile } from './neo4j-errors.js';
import { RowReader } from './row-values.js';

const CREATED_NAME = /^CREATE (CONSTRAINT|INDEX) (\w+)/;

/**
 * Makes the constraints and indexes that are missing, of which `onChange` hears, and resolves with the version of the
 * graph. Doing it again changes nothing. A user without the right to change anything is let in when there is nothing
 * to change.
 */
export async function setUpSchema(
  transactions: ManagedTransactions,
  catalogue: StatementCatalogue,
  limits: CallLimits,
  onChange: (change: string) => void,
): Promise<number> {
  const version = await transactions.run({ name: 'schema/read-version', mode: 'READ', limits }, (transaction) =>
    readVersion(transaction, catalogue),
  );
  refuseNewerVersion(version, 'name another database in NEO4J_DATABASE');
  try {
    for (const statement of catalogue.script('schema/set-up')) {
      if (await create(transactions, statement, limits)) onChange(describe(statement));
    }
  } catch (error) {
    if (version === SCHEMA_VERSION && isForbidden(error)) return version;
    throw error;
  }
  return version;
}

async function readVersion(transaction: StatementSender, catalogue: StatementCatalogue): Promise<number> {
  const { records } = await transaction.run(catalogue.text({ key: 'schema/read-version' }));
  return versionOf(records.length === 0 ? undefined : new RowReader().row(records[0]));
}

/** Each statement has a transaction of its own, because one that changes the schema may not do anything else. */
async function create(transactions: ManagedTransactions, statement: string, limits: CallLimits): Promise<boolean> {
  try {
    return await transactions.run({ name: 'schema/set-up', mode: 'WRITE', limits }, async (transaction) => {
      const { counters } = await transaction.run(statement).summary();
      const { constraintsAdded, indexesAdded } = counters.updates();
      return constraintsAdded + indexesAdded > 0;
    });
  } catch (error) {
    // IF NOT EXISTS looks before it takes the lock, so two that set up at the same time may both find nothing.
    if (isMadeMeanwhile(error)) return false;
    throw error;
  }
}

function describe(statement: string): string {
  const [, kind = 'part', name = statement] = CREATED_NAME.exec(statement) ?? [];
  return `${kind.toLowerCase()} ${name}`;
}
