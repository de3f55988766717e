import { NO_SITUATION } from '../../../src/domain/situation.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { SmallWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

/** Ann reads mail at noon and plays in the evening, as ten others do, who also listen to the radio in the evening. */
function world(): SmallWorld {
  const made = new SmallWorld();
  for (const [id, title] of Object.entries({ mail: 'Mail', game: 'Tetris', radio: 'Radio' })) made.item(id, { title });
  const use = (user: string, item: string, daytime: string) =>
    made.event(user, item, { kind: 'use', context: { daytime } });
  use('ann', 'mail', 'noon');
  for (let n = 0; n < 3; n++) use('ann', 'game', 'evening');
  for (let n = 0; n < 10; n++) {
    use(`p${n}`, 'game', 'evening');
    use(`p${n}`, 'radio', 'evening');
  }
  return made;
}

const models = {
  ...UNFITTED_MODELS,
  situation: { own: new Map([['daytime', 3]]), scene: 1, same: 0, people: new Map([['daytime', 1]]) },
};

function recommend(daytime: string, includeSeen = true) {
  const made = world();
  const situation = { ...NO_SITUATION, context: { daytime } };
  const request = requestOf('ann', { scene: { type: 'situation', situation }, includeSeen });
  return recommenderOf(made, made.projection(), models).recommend(request);
}

test('what the user takes in such a situation comes first, and the reasons say so', async () => {
  const evening = await recommend('evening');
  expect(evening.items[0].itemId).toBe('game');
  const sentences = evening.items[0].explanation.paths.map(({ sentence }) => sentence);
  expect(sentences).toContain('You have chosen it before, in situations like this one.');
  expect(sentences).toContain('You used Tetris before.');
  const scoreOfMail = async (daytime: string) =>
    (await recommend(daytime)).items.find(({ itemId }) => itemId === 'mail')?.score ?? 0;
  expect(await scoreOfMail('noon')).toBeGreaterThan(await scoreOfMail('evening'));
});

test('what is new comes by what was taken in such a situation', async () => {
  const { items } = await recommend('evening', false);
  expect(items.map(({ itemId }) => itemId)).toEqual(['radio']);
  const sentences = items[0].explanation.paths.map(({ sentence }) => sentence);
  expect(sentences).toContain(
    'Because you used Tetris in situations like this one: people with a similar history also liked it.',
  );
  expect(sentences.some((sentence) => sentence.endsWith(' before.'))).toBe(false);
});
