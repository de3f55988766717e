import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IsthmusError } from '../../../src/domain/errors.js';
import type { CypherRunner } from '../../../src/graph/cypher-runner.js';
import { comparableRows, scriptRows } from './script-runs.js';

/** One row of the guide's table: a statement, and what each engine answers. */
export interface EngineDifference {
  readonly statement: string;
  readonly embedded: string;
  readonly neo4j: string;
}

/** The statements of the guide that the engines answer differently. */
export function engineDifferences(): EngineDifference[] {
  const guide = readFileSync(join(process.cwd(), 'docs/guide/cypher.md'), 'utf8');
  const table = guide.split('| statement | embedded engine | Neo4j |\n')[1].split('\n\n')[0];
  return table
    .split('\n')
    .slice(1)
    .map((line) => {
      const [statement, embedded, neo4j] = line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('`', ''));
      return { statement, embedded, neo4j };
    });
}

/** What an engine answers, in the words of the table: the first value as JSON, `nothing`, or `refused`. */
export async function answerOf(runner: CypherRunner, statement: string): Promise<string> {
  try {
    const rows = comparableRows(await scriptRows(runner, statement));
    const [first] = Array.isArray(rows) ? rows : [];
    return first === undefined ? 'nothing' : JSON.stringify(first[0]);
  } catch (error) {
    if (error instanceof IsthmusError && error.code === 'INVALID_ARGUMENT') return 'refused';
    throw error;
  }
}
