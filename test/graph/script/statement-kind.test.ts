import { statementKind } from '../../../src/graph/script/statement-kind.js';

test.each([
  'MATCH (n) RETURN n',
  "RETURN 'CREATE (n)' AS x // SET",
  'MATCH (n:Set)-[:CREATE|DELETE]->(m) RETURN n.set, m.`delete`, {remove: 1} AS merge',
  'MATCH (n) RETURN n.at AS set ORDER BY set.x',
  'CALL db.labels() YIELD label RETURN label',
  'SHOW INDEXES',
  'UNWIND $create AS row RETURN row',
])('reads: %s', (text) => {
  expect(statementKind(text)).toEqual({ effect: 'reads', plan: null });
});

test.each([
  'CREATE (n)',
  'create p = (a)-[:R]->(b) return p',
  'MATCH (n)\nSET n.x = 1',
  'MATCH (n) /* x */ DETACH /* y */ DELETE n',
  'MATCH (n) REMOVE n.x',
  'MERGE (n:A {id: 1})',
  'FOREACH (x IN [1] | CREATE (:A))',
  'MATCH (n) CALL { WITH n CREATE (:B) } RETURN 1',
  'INSERT (:A)',
  'MATCH (n) WITH n AS as SET as.x = 1',
])('writes data: %s', (text) => {
  expect(statementKind(text).effect).toBe('data');
});

test.each([
  'CREATE INDEX a FOR (n:A) ON (n.x)',
  'CREATE CONSTRAINT IF NOT EXISTS FOR (n:A) REQUIRE n.x IS UNIQUE',
  'CREATE OR REPLACE DATABASE x',
  'DROP INDEX a',
  'GRANT ROLE a TO b',
])('changes the schema: %s', (text) => {
  expect(statementKind(text).effect).toBe('schema');
});

test('a leading EXPLAIN or PROFILE is told apart from the statement', () => {
  expect(statementKind('explain CREATE (n)')).toEqual({ effect: 'data', plan: 'EXPLAIN' });
  expect(statementKind('// x\nPROFILE MATCH (n) RETURN n')).toEqual({ effect: 'reads', plan: 'PROFILE' });
});
