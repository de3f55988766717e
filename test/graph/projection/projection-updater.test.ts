import fc from 'fast-check';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { buildProjection } from '../../../src/graph/projection/build-projection.js';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import { event, item, link } from '../graph-records.js';
import { projectionById } from './projection-by-id.js';

const users = fc.constantFrom('u1', 'u2', 'u3');
const items = fc.constantFrom('i1', 'i2', 'i3', 'i4');
const entities = fc.constantFrom('e1', 'e2');

type Step = (writer: GraphWriter) => Promise<unknown>;

const domain = fc.constantFrom('film', 'book');
const upsertItem = fc.tuple(items, domain, fc.integer({ min: 1990, max: 1993 })).map<Step>(
  ([id, to, year]) =>
    (writer) =>
      writer.upsertItems([item(id, { domain: to, year, attributes: { year2: year } })]),
);
const upsertUser = users.map<Step>((id) => (writer) => writer.upsertUsers([{ id, attributes: {} }]));
const upsertEntity = fc.tuple(entities, fc.constantFrom('A', 'B')).map<Step>(
  ([id, label]) =>
    (writer) =>
      writer.upsertEntities([{ id, kind: 'topic', label, labelZh: null }]),
);
const upsertScene = fc.constantFrom('s1', 's2').map<Step>(
  (id) => (writer) =>
    writer.upsertScenes([
      {
        id,
        label: id,
        labelZh: id,
        description: '',
        timesOfDay: [],
        weekdays: [],
        devices: [],
        places: [],
        phrases: [],
      },
    ]),
);
const relation = fc
  .oneof(
    fc.tuple(fc.constant('Item' as const), items, fc.constant('ABOUT'), fc.constant('Entity' as const), entities),
    fc.tuple(fc.constant('Item' as const), items, fc.constant('BASED_ON'), fc.constant('Item' as const), items),
    fc.tuple(
      fc.constant('Entity' as const),
      entities,
      fc.constant('SEE_ALSO'),
      fc.constant('Entity' as const),
      entities,
    ),
    fc.tuple(fc.constant('User' as const), users, fc.constant('PREFERS'), fc.constant('Entity' as const), entities),
    fc.tuple(fc.constant('User' as const), users, fc.constant('FRIEND_OF'), fc.constant('User' as const), users),
    fc.tuple(
      fc.constant('Item' as const),
      items,
      fc.constant('SUITS'),
      fc.constant('Scene' as const),
      fc.constantFrom('s1', 's2'),
    ),
  )
  .chain(([subjectType, subject, name, objectType, object]) =>
    fc.constantFrom(0.25, 1).map<Step>(
      (weight) => (writer) =>
        writer.upsertRelations([
          {
            ...link({ type: subjectType, id: subject }, name, { type: objectType, id: object }, weight),
            objectLabel: object,
          },
        ]),
    ),
  );
const record = fc
  .record({
    eventId: fc.nat({ max: 12 }).map(String),
    userId: users,
    itemId: items,
    kind: fc.constantFrom('like', 'view', 'dislike', 'rate'),
    at: fc.constantFrom(null, 1, 2, 3),
    sceneId: fc.constantFrom(null, 's1'),
    value: fc.constantFrom(null, 1, 4),
    context: fc.constantFrom({}, { weather: 'sunny' }, { weather: 'rainy', city: 'Graz' }),
  })
  .map<Step>((fields) => (writer) => writer.recordInteractions([event(fields)], { createMissingUsers: true }));
const deletion = fc.oneof(
  users.map<Step>((id) => (writer) => writer.deleteUser(id)),
  items.map<Step>((id) => (writer) => writer.deleteItem(id)),
);
const steps = fc.array(
  fc.oneof(
    { arbitrary: record, weight: 6 },
    { arbitrary: relation, weight: 3 },
    { arbitrary: upsertItem, weight: 3 },
    upsertUser,
    upsertEntity,
    upsertScene,
    deletion,
  ),
  { maxLength: 50 },
);

test('after any writes an updated projection equals one that is built afresh', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat({ max: 50 }), async (list, startAfter) => {
      const graph = await EmbeddedKnowledgeGraph.open({ path: null });
      const ontology = new Ontology();
      const writer = new GraphWriter({ graph, ontology, clock: () => 0 });
      try {
        for (const step of list.slice(0, startAfter)) await step(writer);
        const projection = await buildProjection(graph, { ontology });
        new ProjectionUpdater(projection).follow(writer);
        for (const step of list.slice(startAfter)) await step(writer);
        expect(projectionById(projection)).toEqual(projectionById(await buildProjection(graph, { ontology })));
      } finally {
        await graph.close();
      }
    }),
    { numRuns: 60 },
  );
});
