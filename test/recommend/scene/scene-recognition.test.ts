import type { TextEncoding } from '../../../src/models/text/text-encoding.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { Recommender } from '../../../src/recommend/recommender.js';
import type { SceneJudge, SceneOpinion } from '../../../src/recommend/scene/scene-judge.js';
import { SceneRecognition } from '../../../src/recommend/scene/scene-recognition.js';
import { SmallWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';
import { sceneOf, situationOf } from './scenes-for-tests.js';

const SCENES = [
  sceneOf('gym', { label: 'Gym', phrases: ['lifting weights'] }),
  sceneOf('bed', { label: 'Bedtime', phrases: ['falling asleep'] }),
  sceneOf('cook', { label: 'Cooking', phrases: ['in the kitchen'] }),
];

/** Knows which words mean the like, as a sentence-transformer does. */
const encoding: TextEncoding = {
  version: 'by hand',
  size: 3,
  encode: async (texts) =>
    Float32Array.from(
      texts.flatMap((text) => {
        const word = text.toLowerCase();
        if (/gym|weights|zzfit/.test(word)) return [1, 0, 0];
        if (/bed|asleep|zzzleep/.test(word)) return [0, 1, 0];
        return /cook|kitchen/.test(word) ? [0, 0, 1] : [0, 0, 0];
      }),
    ),
  release: async () => undefined,
};

/** A judge that always says the same and counts how often it was asked. */
function judgeOf(opinion: SceneOpinion | null): SceneJudge & { asked: number } {
  return {
    asked: 0,
    async judge() {
      this.asked++;
      return opinion;
    },
  };
}
const ASK = { asksJudge: true, signal: undefined };

describe('with a text encoder', () => {
  test('a text without one known word is taken for the scene whose phrases mean the like', async () => {
    const situation = situationOf({ activity: 'zzfit zzfit' });
    const rules = new SceneRecognition({ encoding: null, judge: null });
    expect(await rules.recognise(situation, SCENES, ASK)).toBeNull();
    const meaning = new SceneRecognition({ encoding, judge: null });
    expect((await meaning.recognise(situation, SCENES, ASK))?.sceneId).toBe('gym');
  });

  test('a text that is like no phrase stays unknown', async () => {
    const meaning = new SceneRecognition({ encoding, judge: null });
    expect(await meaning.recognise(situationOf({ activity: 'qqq' }), SCENES, ASK)).toBeNull();
  });

  test('a recommendation goes by the same scene, with threads or without', async () => {
    const world = new SmallWorld().item('a', {}).likes('u1', 'a').scene('gym', SCENES[0]).scene('bed', SCENES[1]);
    const scenes = new SceneRecognition({ encoding, judge: null });
    const recommender = new Recommender({
      projection: world.projection(),
      ontology: world.ontology,
      models: UNFITTED_MODELS,
      scenes,
      tokenKey: new Uint8Array(32),
      clock: () => 0,
    });
    const scene = { type: 'situation', situation: situationOf({ activity: 'zzzleep' }) } as const;
    expect((await recommender.recommend(requestOf('u1', { scene }))).scene?.sceneId).toBe('bed');
    expect((await recommender.recogniseScene(scene.situation))?.sceneId).toBe('bed');
    expect((await recommenderOf(world).recommend(requestOf('u1', { scene }))).scene).toBeNull();
  });
});

describe('a judge', () => {
  const unsure = situationOf({ activity: 'qqq' });

  test('is asked only when the rules are unsure, and only where the caller can wait', async () => {
    const judge = judgeOf({ sceneId: 'cook', confidence: 0.8, reason: 'sounds like food' });
    const recognition = new SceneRecognition({ encoding: null, judge });
    expect((await recognition.recognise(situationOf({ activity: 'at the gym' }), SCENES, ASK))?.sceneId).toBe('gym');
    expect(await recognition.recognise(unsure, SCENES, { ...ASK, asksJudge: false })).toBeNull();
    expect(await recognition.recognise(unsure, [], ASK)).toBeNull();
    expect(judge.asked).toBe(0);
    expect(await recognition.recognise(unsure, SCENES, ASK)).toEqual({
      sceneId: 'cook',
      confidence: 0.8,
      evidence: ['judged: sounds like food'],
      alternatives: [],
    });
    expect(judge.asked).toBe(1);
  });

  test('that names a scene which does not exist, or has no opinion, changes nothing', async () => {
    for (const opinion of [{ sceneId: 'moon', confidence: 1, reason: 'x' }, null]) {
      const recognition = new SceneRecognition({ encoding: null, judge: judgeOf(opinion) });
      expect(await recognition.recognise(unsure, SCENES, ASK)).toBeNull();
    }
  });

  test('may say that it is none of the scenes, and is never taken for certain', async () => {
    const none = new SceneRecognition({
      encoding: null,
      judge: judgeOf({ sceneId: null, confidence: 0.9, reason: 'none' }),
    });
    expect(await none.recognise(unsure, SCENES, ASK)).toBeNull();
    const boastful = new SceneRecognition({
      encoding: null,
      judge: judgeOf({ sceneId: 'bed', confidence: 7, reason: 'sure' }),
    });
    expect((await boastful.recognise(unsure, SCENES, ASK))?.confidence).toBe(0.9);
  });
});
