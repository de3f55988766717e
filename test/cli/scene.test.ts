import { dataFolder } from '../ingest/ingest-world.js';
import { CliWorld } from './cli-world.js';

const FILES = {
  'items.csv': 'id,domain,title\nf1,film,Arrival\n',
  'scenes.csv':
    'id,label,label.zh,places,phrases\ncommute,Commute,通勤,train,on the train|上班路上\ngym,Gym,健身,gym,lifting weights\n',
};

let world: CliWorld;
beforeAll(async () => {
  world = await CliWorld.create();
  expect((await world.run('ingest', await dataFolder(FILES))).code).toBe(0);
});
afterAll(() => world.close());

test('scene names the scene of a text, how sure that is, and why', async () => {
  const { code, stdout } = await world.run('scene', 'on the train home, something light');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^commute +0\.9\d$/m);
  expect(stdout).toContain('because of activity: on the train');
});

test('scene reads signals too, and prints JSON', async () => {
  const { stdout } = await world.run('scene', '--place', 'gym', '--recent', 'started a workout', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    sceneId: 'gym',
    evidence: expect.arrayContaining(['place: gym', 'recent action: workout']),
  });
});

test('scene says that a situation is unknown', async () => {
  expect((await world.run('scene', 'filing my taxes')).stdout).toMatch(/^unknown/);
  expect(JSON.parse((await world.run('scene', 'filing my taxes', '--json')).stdout)).toBeNull();
});

test.each([
  [['scene'], /Say something about the situation/],
  [['scene', '--time', '25:99'], /--time must be a time of day/],
])('%j is refused with what to do', async (args, message) => {
  const { code, stderr } = await world.run(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});
