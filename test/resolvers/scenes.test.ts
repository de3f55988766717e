import { SmallWorld } from '../recommend/small-world.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

const world = new SmallWorld()
  .scene('commute', { label: 'Commute', labelZh: '通勤', phrases: ['on the bus', '上班路上'], places: ['bus'] })
  .scene('gym', { label: 'Gym', labelZh: '健身', phrases: ['lifting weights'], places: ['gym'] });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ fill: (writer) => world.save(writer) });
}, 60_000);
afterAll(() => server.close());

interface Answer {
  readonly recogniseScene: {
    readonly scene: { readonly key: string; readonly label: string };
    readonly confidence: number;
    readonly evidence: readonly string[];
    readonly alternatives: readonly { readonly scene: { readonly key: string }; readonly confidence: number }[];
  } | null;
}

const recognise = (situation: string, language = 'EN') =>
  server.ask<Answer>(`{ recogniseScene(situation: { ${situation} }, language: ${language}) {
    scene { key label } confidence evidence alternatives { scene { key } confidence }
  } }`);

test('recogniseScene says which scene a situation is, how surely, why, and what else it may be', async () => {
  const { data, errors } = await recognise('activity: "on the bus to my gym", place: "bus"');
  expect(errors).toEqual([]);
  expect(data.recogniseScene?.scene).toEqual({ key: 'commute', label: 'Commute' });
  expect(data.recogniseScene?.confidence).toBeGreaterThan(0.6);
  expect(data.recogniseScene?.evidence).toEqual(expect.arrayContaining(['activity: on the bus', 'place: bus']));
  expect(data.recogniseScene?.alternatives).toEqual([{ scene: { key: 'gym' }, confidence: expect.any(Number) }]);
});

test('labels are in the wanted language, and recent actions count', async () => {
  const { data } = await recognise('recentActions: ["started a set of deadlifts"]', 'ZH');
  expect(data.recogniseScene?.scene).toEqual({ key: 'gym', label: '健身' });
  expect(data.recogniseScene?.evidence).toEqual(['recent action: deadlifts']);
});

test('a situation of no known scene is null', async () => {
  const { data, errors } = await recognise('activity: "filing my taxes"');
  expect(errors).toEqual([]);
  expect(data.recogniseScene).toBeNull();
});

test.each([
  ['', '`situation` says nothing'],
  ['localTime: "25:00"', 'must be a time of day'],
  [`activity: "${'x'.repeat(201)}"`, 'at most 200'],
  [`recentActions: [${'"a",'.repeat(11)}]`, 'at most 10'],
  ['recentActions: []', '`situation` says nothing'],
])('situation { %s } is refused with what to do', async (situation, message) => {
  const { errors } = await recognise(situation);
  expect(errors[0]?.message).toContain(message);
});
