import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { EntityMerger } from '../../src/ingest/knowledge/resolution/entity-merger.js';
import { forgottenEntities } from '../../src/recommend/profile/forgotten-entities.js';
import { entity } from '../graph/graph-records.js';
import { type DocumentWorld, documentOf, openDocumentWorld } from '../ingest/knowledge/documents/document-world.js';
import { entityRef, userRef } from '../recommend/small-world.js';

const post = (id: string, text: string) => ({ ...documentOf(id, text), subject: { type: 'User', id: 'u1' } as const });

/** What a user had forgotten stays forgotten on every engine. */
export function forgottenPreferenceContract(name: string, open: () => Promise<KnowledgeGraph>): void {
  describe(`forgotten preferences: ${name}`, () => {
    let world: DocumentWorld;
    beforeEach(async () => {
      world = await openDocumentWorld(await open());
      await world.writer.upsertUsers([{ id: 'u1', attributes: {} }]);
      await world.writer.upsertEntities([
        entity('genre:jazz', { kind: 'genre', label: 'jazz' }),
        entity('genre:swing', { kind: 'genre', label: 'swing' }),
      ]);
    });
    afterEach(() => world.graph.close());

    /** The preferences as `entity weight source`. */
    async function preferences(): Promise<string[]> {
      const edges = (await world.reader.edgesFrom(['User', 'Entity'], ['u1'], 100)).get('u1') ?? [];
      return edges.map(({ otherId, weight, source }) => `${otherId} ${weight} ${source}`).sort();
    }

    /** What `forgetPreference` writes. */
    const forget = (id: string) =>
      world.writer.upsertRelations([
        { subject: userRef('u1'), predicate: 'PREFERS', object: entityRef(id), weight: 0, source: 'forgotten' },
      ]);

    test('whatever texts say of it later', async () => {
      await world.run([post('p1', 'I love jazz.')]);
      expect(await preferences()).toEqual([expect.stringMatching(/^genre:jazz 0\.\d+ text$/)]);
      await forget('genre:jazz');
      expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
      // Changed, written by somebody else as well, gone, and there again.
      await world.run([post('p1', 'I really love jazz.'), post('p2', 'I love jazz.')]);
      expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
      await world.store.remove(['p1', 'p2']);
      expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
      await world.run([post('p1', 'I love jazz.')]);
      expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
    });

    test('an edge of weight 0 is read as one that must not count, until a preference above 0 takes it back', async () => {
      const forgotten = async () => {
        const projection = await buildProjection(world.graph, { ontology: world.ontology });
        const found = forgottenEntities(projection, projection.users.indexOf('u1'));
        return [...found].map((number) => projection.entities.idOf(number));
      };
      await forget('genre:jazz');
      expect(await forgotten()).toEqual(['genre:jazz']);
      const [subject, object] = [userRef('u1'), entityRef('genre:jazz')];
      await world.writer.upsertRelations([{ subject, predicate: 'PREFERS', object, weight: 1, source: 'api' }]);
      expect(await forgotten()).toEqual([]);
    });

    test('and when it is merged into something that the user is said to like, until that is undone', async () => {
      await world.run([post('p1', 'I love swing.')]);
      const [before] = await preferences();
      await forget('genre:jazz');
      const merger = new EntityMerger({ graph: world.graph, ontology: world.ontology, clock: () => 0 });
      await merger.merge('genre:jazz', 'genre:swing');
      expect(await preferences()).toEqual(['genre:swing 0 forgotten']);
      await world.run([post('p2', 'I love jazz and swing.')]);
      expect(await preferences()).toEqual(['genre:swing 0 forgotten']);
      await world.store.remove(['p2']);
      await merger.part('genre:jazz');
      expect(await preferences()).toEqual(['genre:jazz 0 forgotten', before]);
    });
  });
}
