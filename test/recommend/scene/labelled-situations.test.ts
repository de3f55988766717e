import { fileURLToPath } from 'node:url';
import { SceneRecogniser } from '../../../src/recommend/scene/scene-recogniser.js';
import { demoScenes } from './demo-scenes.js';
import { type LabelledSituation, readLabelledSituations } from './labelled-situations.js';

const SCENES = demoScenes();
const recogniser = new SceneRecogniser();
const situationsIn = (language: string) =>
  readLabelledSituations(fileURLToPath(new URL(`labelled-situations.${language}.jsonl`, import.meta.url)));

function shareRight(situations: readonly LabelledSituation[]): number {
  const right = situations.filter(
    ({ situation, sceneId }) => (recogniser.recognise(situation, SCENES).recognised?.sceneId ?? null) === sceneId,
  );
  return right.length / situations.length;
}

test.each([
  ['en', 200, 0.85],
  ['zh', 100, 0.8],
])('of the situations in %s, at least the aimed share is recognised, in either half', (language, count, aim) => {
  const situations = situationsIn(language);
  expect(situations.length).toBeGreaterThanOrEqual(count);
  expect(situations.filter(({ sceneId }) => sceneId === null).length).toBeGreaterThanOrEqual(count / 10);
  expect(new Set(situations.map(({ sceneId }) => sceneId)).size).toBe(SCENES.length + 1);
  for (const isForDevelopment of [true, false]) {
    const half = situations.filter((one) => one.isForDevelopment === isForDevelopment);
    expect(shareRight(half)).toBeGreaterThanOrEqual(aim);
  }
});

test('no situation is a phrase of a scene', () => {
  const phrases = new Set(SCENES.flatMap((scene) => scene.phrases));
  const activities = [...situationsIn('en'), ...situationsIn('zh')].map(({ situation }) => situation.activity);
  expect(activities.filter((activity) => activity !== null && phrases.has(activity))).toEqual([]);
});

test('on the development half a confidence is the share that is right, to a tenth', () => {
  const judged = [...situationsIn('en'), ...situationsIn('zh')]
    .filter(({ isForDevelopment }) => isForDevelopment)
    .flatMap(({ situation, sceneId }) => {
      const { recognised } = recogniser.recognise(situation, SCENES);
      return recognised === null
        ? []
        : [{ confidence: recognised.confidence, isRight: recognised.sceneId === sceneId }];
    });
  for (const [from, to] of [
    [0, 0.85],
    [0.85, 1.01],
  ]) {
    const bin = judged.filter(({ confidence }) => confidence >= from && confidence < to);
    const mean = bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length;
    const right = bin.filter(({ isRight }) => isRight).length / bin.length;
    expect(Math.abs(mean - right)).toBeLessThan(0.1);
  }
});
