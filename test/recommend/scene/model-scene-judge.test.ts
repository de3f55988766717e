import type { IsthmusError } from '../../../src/domain/errors.js';
import { NO_SITUATION } from '../../../src/domain/situation.js';
import { NoLanguageModel } from '../../../src/llm/no-language-model.js';
import { ModelSceneJudge } from '../../../src/recommend/scene/model-scene-judge.js';
import { SceneRecognition } from '../../../src/recommend/scene/scene-recognition.js';
import { ChatServer, failsWith, says } from '../../llm/chat-server.js';
import { modelAt } from '../../llm/extraction/answering-model.js';
import { SmallWorld } from '../small-world.js';

const scenes = new SmallWorld()
  .scene('commute', { label: 'Commute', phrases: ['on the bus'] })
  .scene('gym', { label: 'Gym', phrases: ['lifting weights'] })
  .projection().sceneFacts;
const unsure = { ...NO_SITUATION, activity: 'rattling home between strangers' };
const options = { asksJudge: true, signal: undefined };

let server: ChatServer;
beforeAll(async () => {
  server = await ChatServer.open();
});
afterAll(() => server.close());

const fails: IsthmusError[] = [];
const tell = (error: IsthmusError) => {
  fails.push(error);
};
beforeEach(() => {
  fails.length = 0;
});

const recognition = () => new SceneRecognition({ encoding: null, judge: new ModelSceneJudge(modelAt(server), tell) });
const opinion = (fields: Record<string, unknown>) =>
  says(JSON.stringify({ sceneId: 'commute', confidence: 0.8, reason: 'a ride home', ...fields }));

test('a model names the scene of a situation that the rules do not know', async () => {
  server.willReply(opinion({}));
  expect(await recognition().recognise(unsure, scenes, options)).toEqual({
    sceneId: 'commute',
    confidence: 0.8,
    evidence: ['judged: a ride home'],
    alternatives: [],
  });
  const asked = JSON.stringify(server.requests.at(-1)?.body.messages);
  expect(asked).toContain('rattling home');
  expect(asked).not.toContain('localTime');
});

test('a model can only name scenes that there are', async () => {
  server.willReply(opinion({ sceneId: 'spaceship' }));
  expect(await recognition().recognise(unsure, scenes, options)).toBeNull();
});

test('"none" is no scene, and no confidence is above that of a judge', async () => {
  server.willReply(opinion({ sceneId: 'none' }));
  expect(await recognition().recognise(unsure, scenes, options)).toBeNull();
  server.willReply(opinion({ confidence: 7 }));
  expect(await recognition().recognise(unsure, scenes, options)).toMatchObject({ confidence: 0.9 });
});

test('without a model, or with one that fails, the rules stand', async () => {
  expect(await new ModelSceneJudge(new NoLanguageModel(), tell).judge(unsure, scenes)).toBeNull();
  expect(fails).toEqual([]);
  server.willReply(failsWith(401));
  expect(await recognition().recognise(unsure, scenes, options)).toBeNull();
  expect(fails).toMatchObject([{ code: 'CONFIG_INVALID' }]);
});

test('a situation that the rules are sure of asks nobody', async () => {
  const before = server.requests.length;
  const sure = { ...NO_SITUATION, activity: 'lifting weights' };
  expect(await recognition().recognise(sure, scenes, options)).toMatchObject({ sceneId: 'gym' });
  expect(server.requests.length).toBe(before);
});
