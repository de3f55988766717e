import { once } from 'node:events';
import { createServer } from 'node:http';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

const target = neo4jTarget();
const open = (options: Partial<typeof target>) => Neo4jKnowledgeGraph.open({ ...target, ...options });

/** What opening fails with, and after how many milliseconds. */
async function refusal(options: Partial<typeof target>) {
  const startedMs = performance.now();
  const error: unknown = await open(options).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, afterMs: performance.now() - startedMs };
}

test('a wrong password is told as such, and not repeated', async () => {
  const { error } = await refusal({ password: 'a-wrong-secret' });
  expect(error).toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/does not accept the user "neo4j".*NEO4J_USER and NEO4J_PASSWORD/),
  });
  expect(JSON.stringify(error) + String(error)).not.toContain('a-wrong-secret');
});

test('a database that does not exist is named', async () => {
  const { error } = await refusal({ database: 'nowhere' });
  expect(error).toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/no database "nowhere".*NEO4J_DATABASE/),
  });
});

test('a server that is not there is told at once, with what to check', async () => {
  const { error, afterMs } = await refusal({ uri: 'bolt://127.0.0.1:1' });
  expect(error).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/bolt:\/\/127\.0\.0\.1:1 cannot be reached.*NEO4J_URI/s),
    cause: expect.anything(),
  });
  expect(afterMs).toBeLessThan(5_000);
});

test('a server that is no Neo4j is told as such', async () => {
  const web = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const address = web.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { error } = await refusal({ uri: `bolt://127.0.0.1:${port}` });
  web.closeAllConnections();
  web.close();
  expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('NEO4J_URI') });
});

test('TLS towards a server without it is told, and does not hang', async () => {
  const { error, afterMs } = await refusal({ uri: target.uri.replace('bolt:', 'bolt+s:') });
  expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/NEO4J_URI/) });
  expect(afterMs).toBeLessThan(15_000);
});

test('an address that is none is refused', async () => {
  expect((await refusal({ uri: 'http://localhost' })).error).toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/NEO4J_URI is "http:\/\/localhost"/),
  });
});

test('the scheme of clusters works with a single server as well', async () => {
  await emptyNeo4j();
  const graph = await open({ uri: target.uri.replace('bolt:', 'neo4j:') });
  await graph.write([{ key: 'schema/save-version', parameters: { version: 1 } }]);
  expect(await graph.read({ key: 'schema/read-version' })).toEqual([{ version: 1 }]);
  await graph.close();
});
