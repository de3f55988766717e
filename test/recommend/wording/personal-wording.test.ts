import { PersonalWording } from '../../../src/recommend/wording/personal-wording.js';
import { ChatServer, says } from '../../llm/chat-server.js';
import { modelAt } from '../../llm/extraction/answering-model.js';
import { entityRef, itemRef, SmallWorld } from '../small-world.js';
import { recommenderOf } from '../test-recommender.js';

const world = new SmallWorld()
  .item('dune', { title: 'Dune' })
  .item('arrival', { title: 'Arrival' })
  .entity('villeneuve', 'Denis Villeneuve')
  .relate(itemRef('dune'), 'DIRECTED_BY', entityRef('villeneuve'))
  .relate(itemRef('arrival'), 'DIRECTED_BY', entityRef('villeneuve'))
  .likes('ann', 'dune');
const request = {
  userId: 'ann',
  itemIds: ['arrival', 'dune'],
  sceneId: null,
  language: 'en',
  tone: 'warm',
  length: 'short',
} as const;

let server: ChatServer;
beforeAll(async () => {
  server = await ChatServer.open();
});
afterAll(() => server.close());

function personalWording(made = world): PersonalWording {
  const projection = made.projection();
  const recommender = recommenderOf(made, projection);
  return new PersonalWording({
    recommender,
    projection: () => projection,
    ontology: made.ontology,
    model: modelAt(server),
  });
}

const written = (descriptions: readonly string[]) =>
  says(
    JSON.stringify({
      copies: descriptions.map((description, n) => ({
        number: n + 1,
        title: n === 0 ? 'Arrival for you' : 'Dune again',
        tagline: 'Directed by Denis Villeneuve',
        description,
      })),
    }),
  );

test('a page is one call of the model, and the same page again is none', async () => {
  const wording = personalWording();
  const before = server.requests.length;
  server.willReply(written(['You liked Dune. Try Arrival.', 'You liked Dune.']));
  const copies = await wording.copies(request);
  expect(copies).toMatchObject([
    { itemId: 'arrival', title: 'Arrival for you', source: 'model', problem: null },
    { itemId: 'dune', title: 'Dune again', source: 'model', problem: null },
  ]);
  expect(await wording.copies(request)).toEqual(copies);
  expect(server.requests.length).toBe(before + 1);
});

test('words about one user are no words about another one', async () => {
  const wording = personalWording();
  server.willReply(written(['You liked Dune. Try Arrival.', 'You liked Dune.']));
  await wording.copies(request);
  const before = server.requests.length;
  await wording.copies({ ...request, userId: 'bob' });
  expect(server.requests.length).toBe(before + 1);
});

test('an item that the model says too much of gets the template, and only that one', async () => {
  server.willReply(written(['It won the Palme d’Or with Amy Adams.', 'You liked Dune.']));
  const copies = await personalWording().copies(request);
  expect(copies).toMatchObject([
    {
      source: 'template',
      title: 'Arrival',
      description: 'You may well love this one. It was directed by Denis Villeneuve.',
      problem: expect.stringContaining('that the facts do not have'),
    },
    { source: 'model' },
  ]);
});

test('a page in another tone or language is written anew', async () => {
  const wording = personalWording();
  server.willReply(written(['You liked Dune. Try Arrival.', 'You liked Dune.']));
  await wording.copies(request);
  const before = server.requests.length;
  await wording.copies({ ...request, tone: 'plain' });
  await wording.copies({ ...request, language: 'zh' });
  expect(server.requests.length).toBe(before + 2);
});
