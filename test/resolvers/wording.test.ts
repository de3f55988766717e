import { entityRef, itemRef, SmallWorld, sceneRef, userRef } from '../recommend/small-world.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

const world = new SmallWorld()
  .scene('commute', { label: 'Commute', labelZh: '通勤' })
  .item('dune', { title: 'Dune', titleZh: '沙丘' })
  .item('arrival', { title: 'Arrival', titleZh: '降临' })
  .entity('villeneuve', 'Denis Villeneuve', '丹尼斯·维伦纽瓦')
  .entity('adams', 'Amy Adams', '艾米·亚当斯')
  .entity('grief', 'Grief', '悲伤')
  .entity('language', 'Language', '语言')
  .relate(itemRef('dune'), 'DIRECTED_BY', entityRef('villeneuve'))
  .relate(itemRef('arrival'), 'DIRECTED_BY', entityRef('villeneuve'))
  .relate(itemRef('arrival'), 'STARRING', entityRef('adams'))
  .relate(itemRef('arrival'), 'ABOUT', entityRef('grief'))
  .relate(itemRef('arrival'), 'ABOUT', entityRef('language'))
  .relate(itemRef('arrival'), 'SUITS', sceneRef('commute'))
  .relate(userRef('ann'), 'PREFERS', entityRef('grief'))
  .event('ann', 'dune', { kind: 'finish' });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ fill: (writer) => world.save(writer) });
}, 60_000);
afterAll(() => server.close());

interface Copies {
  readonly personalCopy: readonly Record<'title' | 'tagline' | 'description' | 'source' | 'problem', string>[];
}

async function copyOf(wish: string): Promise<Copies['personalCopy'][number]> {
  const { data, errors } = await server.ask<Copies>(
    `{ personalCopy(input: { userId: "ann", itemIds: ["arrival"], ${wish} }) { item { key } title tagline description source problem } }`,
  );
  expect(errors).toEqual([]);
  return data.personalCopy[0];
}

test('personal words say what the item is and why this user may like it, in this scene', async () => {
  expect(await copyOf('sceneId: "commute", length: LONG')).toEqual({
    item: { key: 'arrival' },
    title: 'Arrival, for your commute',
    tagline: 'Because you like Grief: Arrival is about Grief.',
    description:
      'It was directed by Denis Villeneuve, stars Amy Adams, and is about Grief and Language. Because you finished Dune, which like Arrival was directed by Denis Villeneuve. Suits your commute.',
    source: 'TEMPLATE',
    problem: 'no model is configured',
  });
});

test('Chinese words are Chinese throughout', async () => {
  const { title, description } = await copyOf('sceneId: "commute", language: ZH, tone: WARM');
  expect(title).toBe('《降临》：适合“通勤”');
  expect(description).toMatch(
    /^相信你会喜欢。它由丹尼斯·维伦纽瓦执导，由艾米·亚当斯主演，讲述“(悲伤|语言)”“(悲伤|语言)”。/,
  );
});

test('length and tone change the description', async () => {
  const short = await copyOf('length: SHORT');
  expect(short.description).toBe('It was directed by Denis Villeneuve.');
  const playful = await copyOf('length: SHORT, tone: PLAYFUL');
  expect(playful.description).toBe('Go on, try it! It was directed by Denis Villeneuve.');
});

test('a page comes in the order of its items, and items may be named twice', async () => {
  const { data } = await server.ask<{ personalCopy: { item: { key: string } }[] }>(
    '{ personalCopy(input: { userId: "nobody", itemIds: ["dune", "arrival", "dune"] }) { item { key } } }',
  );
  expect(data.personalCopy.map(({ item }) => item.key)).toEqual(['dune', 'arrival', 'dune']);
});

test.each([
  ['itemIds: []', '`itemIds` is empty'],
  [`itemIds: [${'"dune",'.repeat(21)}]`, 'at most 20'],
  ['itemIds: ["nothing"]', 'No item has the id "nothing"'],
  ['itemIds: ["dune"], sceneId: "nowhere"', 'No scene has the id "nowhere"'],
])('personalCopy with %s is refused with what to do', async (input, message) => {
  const { errors } = await server.ask(`{ personalCopy(input: { userId: "ann", ${input} }) { title } }`);
  expect(errors[0]?.message).toContain(message);
});

interface Explained {
  readonly explain: {
    readonly reasons: readonly string[];
    readonly short: { readonly text: string };
    readonly warm: { readonly text: string };
  };
}

test('an explanation is one text of the wanted length and tone', async () => {
  const { data, errors } = await server.ask<Explained>(`{
    explain(userId: "ann", itemId: "arrival") {
      ... on Explanation { reasons short: text(length: SHORT) { text source } warm: text(tone: WARM) { text } }
    }
  }`);
  expect(errors).toEqual([]);
  const [first, second] = data.explain.reasons;
  expect(data.explain.short).toEqual({ text: first, source: 'TEMPLATE' });
  expect(data.explain.warm.text).toBe(`You may well love this one. ${first} ${second}`);
});
