import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIsthmus } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { encodeGlobalId } from '../../src/schema/global-id.js';
import { entityRef, itemRef, SmallWorld, userRef } from '../recommend/small-world.js';
import { requestOf } from '../recommend/test-recommender.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

/** ann likes three of the five works that are about space; seven are about the sea. */
function world(): SmallWorld {
  const made = new SmallWorld().entity('space', 'Space', '太空').entity('sea', 'The sea', '大海');
  for (let n = 0; n < 12; n++) {
    made.item(`i${n}`, { title: `Work ${n}` }).relate(itemRef(`i${n}`), 'ABOUT', entityRef(n < 5 ? 'space' : 'sea'));
  }
  return made.likes('ann', 'i0', 'i1', 'i2').relate(userRef('ann'), 'PREFERS', entityRef('sea'), 0.2);
}

interface Profile {
  readonly userProfile: {
    readonly statements: readonly { readonly id: string; readonly text: string }[];
    readonly forgotten: readonly { readonly key: string }[];
  } | null;
}

const PROFILE = `{ userProfile(userId: "ann") {
  statements { id text source strength entity { key } evidence { key } domains { key } scenes { key } }
  forgotten { key }
} }`;
const FORGET = `mutation Forget($input: ForgetPreferenceInput!) {
  forgetPreference(input: $input) { forgotten { key } errors { code message } }
}`;
const RECOMMEND = '{ recommendations(input: { userId: "ann" }) { edges { reasons node { key } } } }';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ fill: (writer) => world().save(writer) });
}, 60_000);
afterEach(() => server.close());

test('a profile is statements with what they rest on', async () => {
  const { data, errors } = await server.ask<Profile>(PROFILE);
  expect(errors).toEqual([]);
  expect(data.userProfile).toEqual({
    statements: [
      {
        id: encodeGlobalId('Entity', 'sea'),
        text: 'You said that you like The sea.',
        source: 'STATED',
        strength: expect.closeTo(0.2),
        entity: { key: 'sea' },
        evidence: [],
        domains: [],
        scenes: [],
      },
      {
        id: encodeGlobalId('Entity', 'space'),
        text: 'Among film you like what is about Space.',
        source: 'INFERRED',
        strength: expect.closeTo(1.75 / 3.75),
        entity: { key: 'space' },
        evidence: [{ key: 'i0' }, { key: 'i1' }, { key: 'i2' }],
        domains: [{ key: 'film' }],
        scenes: [],
      },
    ],
    forgotten: [],
  });
});

test('forgetting a statement changes the next answer, and the profile', async () => {
  const before = await server.ask(RECOMMEND);
  const statement = (await server.ask<Profile>(PROFILE)).data.userProfile?.statements[1];
  const { data } = await server.ask(FORGET, { input: { userId: 'ann', statementId: statement?.id } });
  expect(data).toEqual({ forgetPreference: { forgotten: { key: 'space' }, errors: [] } });
  const after = await server.ask(RECOMMEND);
  expect(JSON.stringify(before.data)).toContain('Space');
  expect(JSON.stringify(after.data)).not.toContain('Space');
  const profile = (await server.ask<Profile>(PROFILE)).data.userProfile;
  expect(profile?.statements.map(({ text }) => text)).toEqual(['You said that you like The sea.']);
  expect(profile?.forgotten).toEqual([{ key: 'space' }]);
});

test('what is forgotten is no stated preference of the user', async () => {
  await server.ask(FORGET, { input: { userId: 'ann', statementId: 'sea' } });
  const { data } = await server.ask('{ user(id: "ann") { preferences { entity { key } } } }');
  expect(data).toEqual({ user: { preferences: [] } });
});

test.each([
  [{ userId: 'nobody', statementId: 'sea' }, 'NOT_FOUND', /no User with the id "nobody"/],
  [{ userId: 'ann', statementId: 'nothing' }, 'NOT_FOUND', /no Entity with the id "nothing"/],
  [{ userId: 'ann', statementId: ' ' }, 'INVALID_ARGUMENT', /statementId/],
])('forgetPreference with %j tells what is wrong', async (input, code, message) => {
  const { data, errors } = await server.ask(FORGET, { input });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    forgetPreference: { forgotten: null, errors: [{ code, message: expect.stringMatching(message) }] },
  });
});

test('nobody has no profile', async () => {
  expect((await server.ask('{ userProfile(userId: "nobody") { statements { id } } }')).data).toEqual({
    userProfile: null,
  });
});

test('what was forgotten stays forgotten after a restart, and is told in the change feed', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-profile-'));
  const open = () => openIsthmus(readConfig({ ISTHMUS_DATA_DIR: dataDir }), { recommends: true });
  const first = await open();
  await world().save(first.writer);
  const order = async ({ recommender }: typeof first) =>
    (await recommender.recommend(requestOf('ann'))).items.map(({ itemId }) => itemId);
  const before = await order(first);
  const [subject, object] = [userRef('ann'), entityRef('sea')];
  await first.writer.upsertRelations([{ subject, predicate: 'PREFERS', object, weight: 0, source: 'forgotten' }]);
  const changed = await order(first);
  const { changes } = await first.graph.changesSince(0, 1_000);
  expect(changes.at(-1)?.ids).toEqual(['User/ann']);
  await first.close();

  const second = await open();
  expect(changed).not.toEqual(before);
  expect(await order(second)).toEqual(changed);
  await second.close();
  await rm(dataDir, { recursive: true });
}, 30_000);
