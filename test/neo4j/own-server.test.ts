import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StatementCall } from '../../src/graph/knowledge-graph.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { Neo4jServer } from './server/neo4j-server.js';

/** These tests kill and reconfigure their server, so it cannot be the one of the run. */
let server: Neo4jServer;
beforeAll(async () => {
  server = await Neo4jServer.start();
});
afterAll(() => server.stop());

const open = (uri = server.uri) =>
  Neo4jKnowledgeGraph.open({ uri, user: server.user, password: server.password, database: '' });

const createItem = (id: string): StatementCall => ({
  key: 'nodes/create-nodes',
  subjectType: 'Item',
  parameters: { rows: [{ properties: { id } }] },
});

async function itemIds(graph: Neo4jKnowledgeGraph): Promise<Set<string>> {
  const ids = new Set<string>();
  const pages = graph.pages<{ cursor: string }>({ key: 'nodes/page-ids', subjectType: 'Item' }, 1_000);
  for await (const page of pages) for (const row of page) ids.add(row.cursor);
  return ids;
}

test('what was acknowledged before the server was killed is there when it is back, for the same connection', async () => {
  const graph = await open();
  const acknowledged: string[] = [];
  let isKilled = false;
  const writing = (async () => {
    for (let k = 0; !isKilled; k++) {
      await graph.write([createItem(`k${k}`)], { timeoutMs: 5_000 });
      acknowledged.push(`k${k}`);
    }
  })();
  await pause(1_500);
  isKilled = true;
  await server.kill();
  await writing.catch(() => undefined);

  const startedMs = performance.now();
  await expect(graph.ping({ timeoutMs: 5_000 })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(performance.now() - startedMs).toBeLessThan(5_000);

  await server.restart();
  const kept = await itemIds(graph);
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  // One more may have gone in whose answer was lost.
  expect(kept.size - acknowledged.length).toBeLessThanOrEqual(1);
  await graph.close();
});

/** A certificate that only those trust who trust any. */
function makeCertificate(): string {
  const folder = join(server.home, 'certificates', 'bolt');
  mkdirSync(folder, { recursive: true });
  const files = ['-keyout', join(folder, 'private.key'), '-out', join(folder, 'public.crt')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files], {
    stdio: 'ignore',
  });
  return folder;
}

describe('a server that takes no writes and offers TLS', () => {
  beforeAll(async () => {
    await (await open()).close();
    await server.kill();
    await server.restart({
      'server.databases.read_only': 'neo4j',
      'dbms.ssl.policy.bolt.enabled': 'true',
      'dbms.ssl.policy.bolt.base_directory': makeCertificate(),
      'dbms.ssl.policy.bolt.private_key': 'private.key',
      'dbms.ssl.policy.bolt.public_certificate': 'public.crt',
      'dbms.ssl.policy.bolt.client_auth': 'NONE',
      'server.bolt.tls_level': 'OPTIONAL',
    });
  });

  test('can be read, and a write says what is missing', async () => {
    const graph = await open();
    expect(await graph.read({ key: 'schema/ping' })).toEqual([{ one: 1 }]);
    const refused = {
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/user "neo4j" may not do.*right to write.*NEO4J_USER/),
    };
    await expect(graph.write([createItem('no')])).rejects.toMatchObject(refused);
    await expect(graph.runCypher({ text: 'CREATE (:A)', parameters: {} })).rejects.toMatchObject(refused);
    await graph.close();
  });

  test('is reached with a certificate of its own where that is allowed, and not where it is not', async () => {
    const trusting = await open(server.uri.replace('bolt:', 'bolt+ssc:'));
    await trusting.ping();
    await trusting.close();
    await expect(open(server.uri.replace('bolt:', 'bolt+s:'))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/certificate/i),
    });
  });
});
