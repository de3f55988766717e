import neo4j from 'neo4j-driver';
import type { Neo4jOptions } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';

const ROWS_PER_TRANSACTION = 10_000;

/** The server of this run, which `npm run test:neo4j` names in the environment. */
export function neo4jTarget(): Pick<Neo4jOptions, 'uri' | 'user' | 'password' | 'database'> {
  const { NEO4J_URI: uri, NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env;
  if (uri === undefined) throw new Error('These tests need a Neo4j: run them by "npm run test:neo4j".');
  return { uri, user, password, database: process.env.NEO4J_DATABASE ?? '' };
}

/** Deletes everything in the database of the tests, its constraints and indexes too when asked. */
export async function emptyNeo4j({ withSchema = false } = {}): Promise<void> {
  if (process.env.ISTHMUS_TEST_NEO4J_MAY_BE_EMPTIED !== 'true') {
    throw new Error('These tests delete everything: run them by "npm run test:neo4j", which asks whether they may.');
  }
  const { uri, user, password, database } = neo4jTarget();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const session = driver.session({ database });
  try {
    // Relationships first: a node takes all of its own along, and the server's memory for one transaction is small.
    await session.run(`MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF ${ROWS_PER_TRANSACTION} ROWS`);
    await session.run(`MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF ${ROWS_PER_TRANSACTION} ROWS`);
    if (!withSchema) return;
    const { records } = await session.run('SHOW CONSTRAINTS YIELD name');
    for (const record of records) await session.run(`DROP CONSTRAINT \`${record.get('name')}\``);
    const indexes = await session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'");
    for (const record of indexes.records) await session.run(`DROP INDEX \`${record.get('name')}\``);
  } finally {
    await session.close();
    await driver.close();
  }
}
