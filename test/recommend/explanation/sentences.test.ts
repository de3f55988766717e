import type { Language } from '../../../src/domain/nodes.js';
import { entityRef, itemRef, SmallWorld, sceneRef, userRef } from '../small-world.js';
import { NO_FILTER, recommenderOf, requestOf } from '../test-recommender.js';

/** ann finished Dune and likes jazz; ten people like Dune and Arrival, two like Dune and Solaris. */
function world(): SmallWorld {
  const made = new SmallWorld()
    .domain('film', 'Films', '电影')
    .item('dune', { title: 'Dune', titleZh: '沙丘' })
    .item('arrival', { title: 'Arrival', titleZh: '降临' })
    .item('solaris', { title: 'Solaris', titleZh: '飞向太空' })
    .item('album', { domain: 'music', title: 'Blue Train', titleZh: '蓝色列车' })
    .entity('villeneuve', 'Denis Villeneuve', '丹尼斯·维伦纽瓦')
    .entity('jazz', 'Jazz', '爵士乐')
    .scene('commute', { label: 'Commute', labelZh: '通勤' })
    .relate(itemRef('dune'), 'DIRECTED_BY', entityRef('villeneuve'))
    .relate(itemRef('arrival'), 'DIRECTED_BY', entityRef('villeneuve'))
    .relate(itemRef('album'), 'HAS_GENRE', entityRef('jazz'))
    .relate(itemRef('solaris'), 'SUITS', sceneRef('commute'))
    .relate(userRef('ann'), 'PREFERS', entityRef('jazz'))
    .relate(userRef('ann'), 'FRIEND_OF', userRef('bob'))
    .event('ann', 'dune', { kind: 'finish' })
    .likes('bob', 'solaris');
  for (let n = 0; n < 10; n++) made.likes(`p${n}`, 'dune', 'arrival');
  return made.likes('q1', 'dune', 'solaris').likes('q2', 'dune', 'solaris');
}

async function sentencesFor(itemId: string, language: Language): Promise<string[]> {
  const scene = { type: 'scene', sceneId: 'commute' } as const;
  const explanation = await recommenderOf(world()).explain({ type: 'user', userId: 'ann' }, itemId, scene, language);
  return explanation.paths.map(({ sentence }) => sentence);
}

test.each([
  ['arrival', 'en', 'Because you finished Dune, which like Arrival was directed by Denis Villeneuve.'],
  ['arrival', 'en', 'Because you finished Dune: 10 people with a similar history also liked it.'],
  ['solaris', 'en', 'Because you finished Dune: a few people with a similar history also liked it.'],
  ['solaris', 'en', 'Friends of yours like it.'],
  ['solaris', 'en', 'Suits your commute.'],
  ['album', 'en', 'Because you like Jazz: Blue Train belongs to the genre Jazz.'],
  ['arrival', 'zh', '因为你看完了《沙丘》，它和《降临》一样由丹尼斯·维伦纽瓦执导。'],
  ['arrival', 'zh', '因为你看完了《沙丘》：有10人和你经历相似，也喜欢它。'],
  ['solaris', 'zh', '适合“通勤”场景。'],
  ['album', 'zh', '因为你喜欢爵士乐：《蓝色列车》属于“爵士乐”类型。'],
] as const)('%s in %s: %s', async (item, language, sentence) => {
  expect(await sentencesFor(item, language)).toContain(sentence);
});

test('several liked items behind the same people make one reason', async () => {
  const both = world().event('ann', 'solaris', { kind: 'watch' });
  for (let n = 0; n < 5; n++) both.likes(`p${n}`, 'solaris');
  const { reasons } = await recommenderOf(both).explain(
    { type: 'user', userId: 'ann' },
    'arrival',
    { type: 'none' },
    'en',
  );
  const people = reasons.filter((reason) => reason.includes('similar history'));
  expect(people).toHaveLength(1);
  expect(people[0]).toMatch(
    /^Because you (finished Dune and you watched Solaris|watched Solaris and you finished Dune): /,
  );
});

test('reasons are at most four, all different', async () => {
  const page = await recommenderOf(world()).recommend(requestOf('ann', { pathsPerItem: 10 }));
  for (const { explanation } of page.items) {
    expect(explanation.reasons.length).toBeLessThanOrEqual(4);
    expect(new Set(explanation.reasons).size).toBe(explanation.reasons.length);
  }
});

test('nothing is explained when no paths are asked for, and the score is all model part', async () => {
  const page = await recommenderOf(world()).recommend(requestOf('ann', { pathsPerItem: 0 }));
  for (const { score, explanation } of page.items)
    expect(explanation).toMatchObject({ paths: [], reasons: [], modelPart: score });
});

test('braces in a label stay what they are', async () => {
  const odd = world().entity('odd', '{subject} {object}').relate(userRef('ann'), 'PREFERS', entityRef('odd'));
  odd.item('oddity', { title: 'Oddity {object}' }).relate(itemRef('oddity'), 'ABOUT', entityRef('odd'));
  const page = await recommenderOf(odd).recommend(requestOf('ann', { filter: { ...NO_FILTER, entityIds: ['odd'] } }));
  expect(page.items[0].explanation.reasons[0]).toBe(
    'Because you like {subject} {object}: Oddity {object} is about {subject} {object}.',
  );
});
