import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportFolder } from '../../src/cli/cypher/import/import-folder.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { comparableRows, fillWithDemoWorld, scriptNames, scriptRows, scriptText } from '../cli/cypher/script-runs.js';
import { neo4jTarget } from './neo4j-target.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

const FILL_TIMEOUT_MS = 300_000;
const EXAMPLES = join(process.cwd(), '../shared/data/cypher');
const withExamples = existsSync(EXAMPLES) ? test : test.skip;
if (!existsSync(EXAMPLES)) console.warn('The public example graphs are not here: tests of them are skipped.');

const hasGds = await serverHasGds();
const withGds = hasGds ? test : test.skip;
if (!hasGds) console.warn('This Neo4j has no Graph Data Science library: its examples are skipped.');

describe('on the demo world', () => {
  let embedded: EmbeddedKnowledgeGraph;
  let neo4j: Neo4jKnowledgeGraph;
  beforeAll(async () => {
    embedded = await EmbeddedKnowledgeGraph.open({ path: null });
    neo4j = await openEmptyNeo4j();
    await fillWithDemoWorld(embedded);
    await fillWithDemoWorld(neo4j);
  }, FILL_TIMEOUT_MS);
  afterAll(() => Promise.all([embedded.close(), neo4j.close()]));

  test.each(scriptNames('explore'))('%s gives equal rows on both engines', async (name) => {
    const text = scriptText('explore', name);
    const expected = comparableRows(await scriptRows(embedded, text, { isReadOnly: true }));
    expect(comparableRows(await scriptRows(neo4j, text, { isReadOnly: true }))).toEqual(expected);
  });

  describe('with Graph Data Science', () => {
    withGds.each(scriptNames('gds'))('%s runs, and runs again', async (name) => {
      const first = await scriptRows(neo4j, scriptText('gds', name));
      expect(first.length).toBeGreaterThan(10);
      expect((await scriptRows(neo4j, scriptText('gds', name))).length).toBeGreaterThan(10);
    });

    withGds('the vectors of works leave the platform’s own graph as it was', async () => {
      const counted = await scriptRows(
        neo4j,
        'MATCH (v:ItemVector) RETURN count(v), min(size(v.values)), max(size(v.values))',
      );
      expect(counted).toEqual([[816, 128, 128]]);
      expect(await scriptRows(neo4j, 'MATCH (i:Item) WHERE i.values IS NOT NULL RETURN i')).toEqual([]);
    });
  });
});

describe('of the public example graphs', () => {
  const example = (path: string) => readFileSync(join(EXAMPLES, path), 'utf8');
  const LABELS =
    'MATCH (n) WHERE NOT n:Change AND NOT n:Counter AND NOT n:Schema UNWIND labels(n) AS l RETURN l, count(*) AS n ORDER BY l';
  const TYPES = 'MATCH (a)-[r]->(b) RETURN type(r) AS t, count(*) AS n ORDER BY t';

  async function onBoth(texts: readonly string[], options: Parameters<typeof scriptRows>[2] = {}) {
    const graphs = [await EmbeddedKnowledgeGraph.open({ path: null }), await openEmptyNeo4j()];
    const results: unknown[] = [];
    for (const graph of graphs) {
      const rows: unknown[] = [];
      for (const text of texts) rows.push(comparableRows(await scriptRows(graph, text, options)));
      results.push(rows);
      await graph.close();
    }
    return results;
  }

  withExamples('northwind is equal on both engines', async () => {
    const importFolder = await ImportFolder.at(join(EXAMPLES, 'northwind/import'));
    const totals =
      'MATCH (c:Customer)-[:PURCHASED]->(o:Order)-[d:ORDERS]->(p:Product)-[:PART_OF]->(k:Category) RETURN c.companyName AS company, k.categoryName AS category, count(DISTINCT o.orderID) AS orders, sum(d.quantity * toFloat(d.unitPrice)) AS value ORDER BY company, category';
    const properties = 'MATCH (p:Product) UNWIND keys(p) AS k RETURN k, count(*) AS n ORDER BY k';
    const [ours, theirs] = await onBoth(
      [example('northwind/scripts/northwind.cypher'), LABELS, TYPES, totals, properties],
      { importFolder },
    );
    expect(theirs).toEqual(ours);
  });

  withExamples('movies is equal on both engines', async () => {
    const casts =
      'MATCH (p:Person)-[r:ACTED_IN]->(m:Movie) RETURN m.title AS title, p.name AS name, r.roles AS roles ORDER BY title, name';
    const [ours, theirs] = await onBoth([example('movies.cypher'), LABELS, TYPES, casts]);
    expect(theirs).toEqual(ours);
  });
});

async function serverHasGds(): Promise<boolean> {
  const graph = await Neo4jKnowledgeGraph.open(neo4jTarget());
  try {
    const found = await scriptRows(graph, "SHOW FUNCTIONS YIELD name WHERE name = 'gds.version' RETURN name");
    return found.length > 0;
  } finally {
    await graph.close();
  }
}
