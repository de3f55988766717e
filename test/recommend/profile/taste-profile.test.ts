import { Ontology } from '../../../src/domain/ontology.js';
import type { Projection } from '../../../src/graph/projection/projection.js';
import { type ProfileRequest, tasteProfile } from '../../../src/recommend/profile/taste-profile.js';
import { entityRef, itemRef, SmallWorld, userRef } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

/** ann likes two films and a book with Villeneuve, and says that she likes jazz; everything is a drama. */
function world(): SmallWorld {
  const made = new SmallWorld()
    .domain('film', 'Films', '电影')
    .domain('book', 'Books', '书籍')
    .scene('relax', { label: 'Relaxing at home', labelZh: '居家放松' })
    .entity('villeneuve', 'Denis Villeneuve', '丹尼斯·维伦纽瓦')
    .entity('drama', 'Drama', '剧情')
    .entity('jazz', 'Jazz', '爵士乐');
  for (let n = 0; n < 12; n++) {
    made.item(`f${n}`, { domain: n === 2 ? 'book' : 'film', title: `Work ${n}` });
    made.relate(itemRef(`f${n}`), 'HAS_GENRE', entityRef('drama'));
    if (n < 4) made.relate(itemRef(`f${n}`), 'DIRECTED_BY', entityRef('villeneuve'));
  }
  return made
    .relate(itemRef('f9'), 'HAS_GENRE', entityRef('jazz'))
    .relate(userRef('ann'), 'PREFERS', entityRef('jazz'), 0.8)
    .event('ann', 'f0', { sceneId: 'relax' })
    .event('ann', 'f1', { sceneId: 'relax' })
    .likes('ann', 'f2')
    .user('nobody');
}

function profileOf(projection: Projection, fields: Partial<ProfileRequest> = {}) {
  const request = { userId: 'ann', domainId: null, sceneId: null, language: 'en', limit: 20, ...fields } as const;
  return tasteProfile(projection, new Ontology(), request);
}

test('what was said comes first, and then what liked items have in common beyond chance', () => {
  const { statements, forgottenEntityIds } = profileOf(world().projection());
  expect(forgottenEntityIds).toEqual([]);
  // Everything is a drama, so that liking three of them says nothing.
  expect(statements).toEqual([
    {
      entityId: 'jazz',
      source: 'stated',
      strength: expect.closeTo(0.8),
      text: 'You said that you like Jazz.',
      itemIds: [],
      domainIds: [],
      sceneIds: [],
    },
    {
      entityId: 'villeneuve',
      source: 'inferred',
      strength: expect.closeTo(0.5),
      text: 'Among films and books you like what was directed by Denis Villeneuve, most of all for relaxing at home.',
      itemIds: ['f0', 'f1', 'f2'],
      domainIds: ['film', 'book'],
      sceneIds: ['relax'],
    },
  ]);
});

test('the profile of a domain or a scene holds what shows there', () => {
  const projection = world().projection();
  const ofScene = profileOf(projection, { sceneId: 'relax', language: 'zh' }).statements;
  expect(ofScene.map(({ text }) => text)).toEqual([
    '在电影中，你喜欢由丹尼斯·维伦纽瓦执导的作品，“居家放松”时尤其如此。',
  ]);
  expect(profileOf(projection, { domainId: 'book' }).statements).toEqual([]);
  expect(() => profileOf(projection, { domainId: 'opera' })).toThrow('No domain has the id "opera"');
});

test('nothing is believed about somebody who has done nothing', () => {
  expect(profileOf(world().projection(), { userId: 'nobody' })).toEqual({ statements: [], forgottenEntityIds: [] });
});

test('what is forgotten is no statement, no reason, and loses its place; what is liked again counts again', async () => {
  const forgetting = (weight: number) => world().relate(userRef('ann'), 'PREFERS', entityRef('villeneuve'), weight);
  const before = await recommenderOf(world()).recommend(requestOf('ann'));
  const after = await recommenderOf(forgetting(0)).recommend(requestOf('ann'));
  const again = await recommenderOf(forgetting(1)).recommend(requestOf('ann'));
  const placeOf = ({ items }: typeof before) => items.findIndex(({ itemId }) => itemId === 'f3');
  expect(placeOf(before)).toBeLessThan(2);
  expect(placeOf(after)).toBeGreaterThan(placeOf(before));
  expect(placeOf(again)).toBe(0);

  const forgotten = forgetting(0).projection();
  expect(profileOf(forgotten)).toMatchObject({
    statements: [{ entityId: 'jazz' }],
    forgottenEntityIds: ['villeneuve'],
  });
  const explained = after.items[placeOf(after)].explanation;
  expect(JSON.stringify([explained.paths, explained.reasons])).not.toContain('Villeneuve');
  const shares = explained.paths.reduce((sum, { share }) => sum + share, 0);
  expect(shares + explained.modelPart).toBeCloseTo(explained.score, 6);
});

test('whoever has only said what is to be forgotten is still unknown', async () => {
  const only = world().relate(userRef('nobody'), 'PREFERS', entityRef('jazz'), 0);
  expect((await recommenderOf(only).recommend(requestOf('nobody'))).isColdStart).toBe(true);
});
