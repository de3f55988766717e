import type { CypherValue } from '../../src/graph/cypher-runner.js';
import type { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

let graph: Neo4jKnowledgeGraph;
beforeAll(async () => {
  graph = await openEmptyNeo4j();
});
afterAll(() => graph.close());

async function firstRow(text: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<CypherValue[]> {
  const rows: (readonly CypherValue[])[] = [];
  await graph.runCypher({ text, parameters }, { onRows: (_, more) => void rows.push(...more) });
  return [...rows[0]];
}

test('whole numbers go in as integers and others as floats', async () => {
  const parameters = { whole: 1984, part: 0.5, far: Number.MAX_SAFE_INTEGER, list: [1, 2.5], map: { n: -3 } };
  const kinds = '[x IN [$whole, $part, $far, $list[0], $list[1], $map.n] | valueType(x)]';
  expect(await firstRow(`RETURN ${kinds}`, parameters)).toEqual([
    [
      'INTEGER NOT NULL',
      'FLOAT NOT NULL',
      'INTEGER NOT NULL',
      'INTEGER NOT NULL',
      'FLOAT NOT NULL',
      'INTEGER NOT NULL',
    ],
  ]);
});

test('integers come back as numbers as long as that is exact, then as bigint', async () => {
  const whole = [0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1];
  expect(await firstRow('RETURN $whole', { whole })).toEqual([whole]);
  expect(await firstRow('RETURN 9007199254740993, -9007199254740993')).toEqual([9007199254740993n, -9007199254740993n]);
  expect(await firstRow('RETURN $big', { big: 9007199254740993n })).toEqual([9007199254740993n]);
});

test('temporal values come back as ISO text', async () => {
  const text = `RETURN date('2024-02-29'), datetime('2024-02-29T10:00:00+01:00'), localdatetime('2024-02-29T10:00:00.5'),
    time('10:00:00Z'), localtime('10:00:00'), duration('P1DT2H')`;
  expect(await firstRow(text)).toEqual([
    '2024-02-29',
    '2024-02-29T10:00:00+01:00',
    '2024-02-29T10:00:00.500000000',
    '10:00:00Z',
    '10:00:00',
    'P1DT2H',
  ]);
});

test('a parameter that cannot be sent is refused with its name', async () => {
  await expect(firstRow('RETURN $f', { f: () => 1 })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(/\$f holds a function/),
  });
  await expect(firstRow('RETURN $m', { m: { at: new Map() } })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test('a parameter of the wrong type is the caller’s error and says where', async () => {
  await expect(
    graph.read({ key: 'nodes/page-ids', subjectType: 'Item', parameters: { after: '', limit: 'many' } }),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('nodes/page-ids') });
  await expect(
    graph.write([
      { key: 'nodes/create-nodes', subjectType: 'Item', parameters: { rows: [{ properties: { id: { a: 1 } } }] } },
    ]),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('nodes/create-nodes') });
});
