import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph, StatementCall } from '../../src/graph/knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import type { Projection } from '../../src/graph/projection/projection.js';
import type { CandidateChannel } from '../../src/recommend/candidates/candidate-channel.js';
import { CollaborativeChannel } from '../../src/recommend/candidates/collaborative-channel.js';
import { EntityWeights } from '../../src/recommend/candidates/entity-weights.js';
import { KnowledgeChannel } from '../../src/recommend/candidates/knowledge-channel.js';
import { PreferenceChannel } from '../../src/recommend/candidates/preference-channel.js';
import { sceneHistory } from '../../src/recommend/candidates/scene-history.js';
import { SocialChannel } from '../../src/recommend/candidates/social-channel.js';
import { DEFAULT_KNOWLEDGE } from '../../src/recommend/fitted-models.js';
import { userHistory } from '../../src/recommend/history.js';
import { seenItems } from '../../src/recommend/subject-context.js';
import { NOW_MS, randomWorld } from '../recommend/small-world.js';

const WALK = { itemExponent: 0.84, userExponent: 0.6, popularityExponent: 0.3 };
const SOCIAL = { userExponent: 0.5, popularityExponent: 0.25 };
const world = randomWorld(21, 40, 40);
const { ontology } = world;
const about = ontology.relation('ABOUT').name;
const oneRelation = new EntityWeights({
  ...DEFAULT_KNOWLEDGE,
  relationWeights: new Map([['Item|ABOUT|Entity', 1]]),
  defaultWeight: 0,
});
const knowledge = {
  startExponent: 0.5,
  entityExponent: DEFAULT_KNOWLEDGE.entityExponent,
  targetExponent: DEFAULT_KNOWLEDGE.targetExponent,
};

/** What every engine keeps: the walks of the projection score as their statements do. */
export function walkParityContract(name: string, open: () => Promise<KnowledgeGraph>): void {
  describe(`walks and their statements: ${name}`, () => {
    let graph: KnowledgeGraph;
    let projection: Projection;

    beforeAll(async () => {
      graph = await open();
      await world.save(new GraphWriter({ graph, ontology, clock: () => NOW_MS }));
      projection = await buildProjection(graph, { ontology });
    });
    afterAll(() => graph.close());

    function contextOf(user: number, scene = -1) {
      return { projection, user, history: userHistory(projection, user), scene, nowMs: NOW_MS };
    }

    /** Every positive score of the channel by item id, and those of the statement. */
    async function bothWays(channel: CandidateChannel, user: number, call: StatementCall, withoutSeen: boolean) {
      const context = contextOf(user);
      const scores = new Float32Array(projection.items.size);
      channel.score(context, scores);
      const seen = withoutSeen ? seenItems(context) : new Set<number>();
      const walked = new Map<string, number>();
      for (const [item, score] of scores.entries()) {
        if (score > 0 && !seen.has(item)) walked.set(projection.items.idOf(item), score);
      }
      const rows = await graph.read<{ item: string; score: number }>(call);
      return { walked, stated: new Map(rows.map(({ item, score }) => [item, score])) };
    }

    async function expectParity(channel: CandidateChannel, call: StatementCall, withoutSeen: boolean): Promise<void> {
      let compared = 0;
      for (let user = 0; user < projection.users.size; user++) {
        const parameters = { id: projection.users.idOf(user), limit: 1000, ...call.parameters };
        const { walked, stated } = await bothWays(channel, user, { ...call, parameters }, withoutSeen);
        expect([...walked.keys()].sort()).toEqual([...stated.keys()].sort());
        for (const [item, score] of stated) {
          expect(Math.abs((walked.get(item) ?? 0) - score)).toBeLessThan(1e-6 * Math.max(1, score));
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(20);
    }

    test('the exact collaborative walk scores as its statement does', async () => {
      await expectParity(
        new CollaborativeChannel(null, WALK),
        { key: 'walks/collaborative-walk', parameters: WALK },
        true,
      );
    });

    test('the exact knowledge walk over one relation scores as its statement does', async () => {
      const call: StatementCall = { key: 'walks/knowledge-walk', relation: about, parameters: knowledge };
      await expectParity(new KnowledgeChannel(null, oneRelation), call, false);
    });

    test('the preference walk scores as its statement does', async () => {
      const { entityExponent, targetExponent } = knowledge;
      const call: StatementCall = {
        key: 'walks/preference-walk',
        relation: about,
        parameters: { entityExponent, targetExponent },
      };
      await expectParity(new PreferenceChannel(oneRelation), call, false);
    });

    test('the social walk scores as its statement does', async () => {
      await expectParity(new SocialChannel(SOCIAL), { key: 'walks/social-walk', parameters: SOCIAL }, false);
    });

    test('the history in a scene is the one that its statement reads', async () => {
      const sceneId = 'commute';
      let compared = 0;
      for (let user = 0; user < projection.users.size; user++) {
        const { items, strengths } = sceneHistory(contextOf(user, projection.scenes.indexOf(sceneId)));
        const walked = Array.from(items, (item, n) => [projection.items.idOf(item), strengths[n]] as const);
        const parameters = { id: projection.users.idOf(user), sceneId, limit: 1000 };
        const rows = await graph.read<{ item: string; score: number }>({ key: 'walks/scene-history', parameters });
        compared += rows.length;
        expect(walked.map(([id]) => id).sort()).toEqual(rows.map(({ item }) => item).sort());
        for (const { item, score } of rows) expect(new Map(walked).get(item)).toBeCloseTo(score, 6);
      }
      expect(compared).toBeGreaterThan(10);
    });
  });
}
