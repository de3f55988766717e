import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';

const item = (id: string, domain = 'film') => ({
  id,
  domain,
  title: id,
  titleZh: null,
  description: null,
  descriptionZh: null,
  year: 2000,
  isAvailable: true,
  addedAt: null,
  attributes: {},
});
test('smoke', async () => {
  const graph = await EmbeddedKnowledgeGraph.open({ path: null });
  const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 1 });
  await writer.upsertItems([item('a'), item('b', 'book')]);
  await writer.upsertRelations([
    {
      subject: { type: 'Item', id: 'a' },
      predicate: 'DIRECTED_BY',
      object: { type: 'Entity', id: 'p' },
      objectLabel: 'P',
      weight: 1,
      source: 'catalogue',
    },
    {
      subject: { type: 'Item', id: 'b' },
      predicate: 'DIRECTED_BY',
      object: { type: 'Entity', id: 'p' },
      weight: 1,
      source: 'catalogue',
    },
  ]);
  const event = {
    eventId: 'e',
    userId: 'u',
    itemId: 'a',
    kind: 'like',
    value: null,
    at: 5,
    sceneId: null,
    context: { weather: 'sun' },
  };
  await writer.recordInteractions([event, { ...event, eventId: 'f', at: null }], { createMissingUsers: true });
  const r = new GraphReader(graph);
  const show = (x: unknown) => console.log(JSON.stringify(x instanceof Map ? [...x] : x));
  show(await r.items(['a', 'zz']));
  show(await r.edgesFrom(['Item', 'Entity'], ['a', 'b'], 3));
  show(await r.edgesTo(['Item', 'Entity'], ['p'], 1));
  const h = await r.history('u', null, 1);
  show(h);
  show(await r.history('u', h[0].position, 5));
  show(await r.neighbourhood({ type: 'User', id: 'u' }, 3, 10));
  show(await r.neighbourhood({ type: 'Item', id: 'a' }, 1, 10));
  show(await r.counts());
  show(await r.digest());
  show(await r.domains());
  await graph.close();
});
