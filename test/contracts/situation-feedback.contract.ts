import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { UNFITTED_MODELS } from '../../src/recommend/fitted-models.js';
import type { SituationSettings } from '../../src/recommend/situation-settings.js';
import { SmallWorld } from '../recommend/small-world.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { testServices } from '../server/test-services.js';

const FEEDBACK = `mutation Feedback($events: [FeedbackEventInput!]!) {
  recordFeedback(input: { events: $events }) { recordedCount errors { code message } }
}`;
const RECOMMEND = `query Recommend($context: [FacetInput!]!, $includeSeen: Boolean!) {
  recommendations(input: { userId: "ann", situation: { context: $context }, includeSeen: $includeSeen }, first: 10) {
    edges { node { key } }
  }
}`;
const HISTORY = `{
  user(id: "ann") { history(first: 1) { edges { node { item { key } context { name value } } } } }
}`;

/** What a training learns where people do other things in other weather. */
const WEATHER_COUNTS: SituationSettings = {
  own: new Map([['weather', 4]]),
  scene: 1,
  same: 0,
  people: new Map([['weather', 1]]),
};

/** Those who read the news take the paper too, and those who play take the puzzle; Ann has done as much of either. */
function world(): SmallWorld {
  const small = new SmallWorld();
  for (const id of ['news', 'paper', 'game', 'puzzle']) small.item(id);
  for (const user of ['bob', 'cleo', 'dan']) small.likes(user, 'news', 'paper');
  for (const user of ['eve', 'finn', 'gil']) small.likes(user, 'game', 'puzzle');
  return small.likes('ann', 'news', 'game');
}

const facets = (context: Readonly<Record<string, string>>) =>
  Object.entries(context).map(([name, value]) => ({ name, value }));

/** What every engine keeps: feedback that tells its situation counts in the next request for a like one. */
export function situationFeedbackContract(name: string, open: () => Promise<KnowledgeGraph>): void {
  describe(`feedback in situations: ${name}`, () => {
    let server: TestServer;
    beforeEach(async () => {
      const graph = await open();
      const services = await testServices(
        (writer) => world().save(writer),
        (unused) => {
          void unused.close();
          return graph;
        },
      );
      services.recommender.replace({ ...UNFITTED_MODELS, situation: WEATHER_COUNTS });
      server = await startTestServer({ services });
    });
    afterEach(() => server.close());

    async function take(eventId: string, itemId: string, context: Readonly<Record<string, string>>): Promise<void> {
      const events = [{ eventId, userId: 'ann', itemId, kind: 'USE', context: facets(context) }];
      const { data, errors } = await server.ask(FEEDBACK, { events });
      expect({ data, errors }).toEqual({ data: { recordFeedback: { recordedCount: 1, errors: [] } }, errors: [] });
    }

    async function itemsIn(context: Readonly<Record<string, string>>, includeSeen: boolean): Promise<string[]> {
      const { data } = await server.ask<{ recommendations: { edges: { node: { key: string } }[] } }>(RECOMMEND, {
        context: facets(context),
        includeSeen,
      });
      return data.recommendations.edges.map(({ node }) => node.key);
    }

    test('the next request in a like situation prefers what was taken in it, and what people take with that', async () => {
      const before = await itemsIn({ weather: 'sunny' }, true);
      expect(await itemsIn({ weather: 'rainy' }, true)).toEqual(before);
      await take('e1', 'news', { weather: 'sunny', device: 'phone' });
      await take('e2', 'game', { weather: 'rainy', device: 'phone' });
      for (let round = 0; round < 2; round++) {
        expect((await itemsIn({ weather: 'sunny' }, true))[0]).toBe('news');
        expect((await itemsIn({ weather: 'rainy' }, true))[0]).toBe('game');
        expect(await itemsIn({ weather: 'sunny' }, false)).toEqual(['paper', 'puzzle']);
        expect(await itemsIn({ weather: 'rainy' }, false)).toEqual(['puzzle', 'paper']);
        // Once more as a process sees it that is started now and reads everything from the store.
        const { graph, ontology, recommender } = server.services;
        const stored = await buildProjection(graph, { ontology });
        recommender.replace({ ...UNFITTED_MODELS, situation: WEATHER_COUNTS }, stored);
      }
    });

    test('a facet that was never told before is kept, and says nothing in a request until then', async () => {
      const before = await itemsIn({ weather: 'sunny' }, true);
      expect(await itemsIn({ weather: 'sunny', mood: 'gloomy' }, true)).toEqual(before);
      await take('e1', 'puzzle', { weather: 'sunny', mood: 'gloomy', timeOfDay: '傍晚' });
      const { data } = await server.ask(HISTORY);
      const context = facets({ mood: 'gloomy', timeOfDay: '傍晚', weather: 'sunny' });
      expect(data).toEqual({ user: { history: { edges: [{ node: { item: { key: 'puzzle' }, context } }] } } });
    });
  });
}
