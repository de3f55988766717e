import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';

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
  const ontology = new Ontology();
  const writer = new GraphWriter({ graph, ontology, clock: () => 1 });
  console.log(
    await writer.upsertItems([item('a'), item('b')]),
    await writer.upsertItems([item('a'), item('b', 'book')]),
  );
  console.log(
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
        subject: { type: 'Item', id: 'a' },
        predicate: 'DIRECTED_BY',
        object: { type: 'Entity', id: 'q' },
        weight: 1,
        source: 'catalogue',
      },
    ]),
  );
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
  console.log(
    await writer.recordInteractions([event, event, { ...event, kind: 'dislike' }], { createMissingUsers: true }),
    await writer.recordInteractions([event]),
  );
  const p = await buildProjection(graph, { ontology });
  console.log(p.users.size, p.items.size, p.userItems.entryCount, [...p.layers.keys()], p.itemFacts, p.domainLabels);
  console.log(await graph.changesSince(0, 10));
  console.log(await writer.deleteUser('u'), await graph.changesSince(0, 10));
  await graph.close();
});
