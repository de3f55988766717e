import { join } from 'node:path';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { packageFolder } from '../src/domain/package-folder.js';
import type { Situation } from '../src/domain/situation.js';
import { SentenceEncoder } from '../src/models/text/sentence/sentence-encoder.js';
import { ActivityLexicon, loadLexiconGroups } from '../src/recommend/scene/activity-lexicon.js';
import { recogniseScene } from '../src/recommend/scene/recognise-scene.js';
import { ScenePrototypes } from '../src/recommend/scene/scene-prototypes.js';
import { SceneSet } from '../src/recommend/scene/scene-set.js';
import { SCENE_WEIGHTS, type SceneWeights } from '../src/recommend/scene/scene-weights.js';
import { demoScenes } from '../test/recommend/scene/demo-scenes.js';
import { type LabelledSituation, readLabelledSituations } from '../test/recommend/scene/labelled-situations.js';
import { examplesOf, FIRST_GUESS, learnSceneWeights } from './learn-scene-weights.js';
import { describeDurations } from './measure.js';

/** What a world without one of its scenes counts: its situations are unknown there. */
const LEFT_OUT_WEIGHT = 0.1;

/** What a scene whose words the lexicon lacks counts: people's own scenes are often so. */
const UNKNOWN_WORDS_WEIGHT = 0.3;

const folder = join(packageFolder('test'), 'recommend', 'scene');
const languages = ['en', 'zh'] as const;
const situations = Object.fromEntries(
  languages.map((language) => [
    language,
    readLabelledSituations(join(folder, `labelled-situations.${language}.jsonl`)),
  ]),
);
const scenes = demoScenes();
const groups = loadLexiconGroups();
const lexicon = new ActivityLexicon(groups);
const set = new SceneSet(scenes, lexicon);
let weights: SceneWeights = SCENE_WEIGHTS;
const likeness = await encoderLikeness(process.env.ISTHMUS_TEXT_ENCODER);

if (process.argv.includes('--learn')) {
  const development = languages.flatMap((language) => situations[language]).filter((one) => one.isForDevelopment);
  const worlds = scenes.map(
    (left) =>
      new SceneSet(
        scenes.filter((scene) => scene !== left),
        lexicon,
      ),
  );
  weights = learnSceneWeights(
    [
      ...examplesOf(development, set, 1),
      ...worlds.flatMap((world) => examplesOf(development, world, LEFT_OUT_WEIGHT)),
      ...scenes.flatMap(({ id }) =>
        examplesOf(
          development.filter(({ sceneId }) => sceneId === id),
          new SceneSet(scenes, lexiconWithout(id)),
          UNKNOWN_WORDS_WEIGHT,
        ),
      ),
    ],
    FIRST_GUESS,
  );
  console.log(JSON.stringify(weights, (_, value) => (typeof value === 'number' ? Number(value.toFixed(2)) : value), 2));
}

for (const language of languages) {
  for (const isForDevelopment of [true, false]) {
    const half = situations[language].filter((one) => one.isForDevelopment === isForDevelopment);
    console.log(`${language}, ${isForDevelopment ? 'development' : 'held-back'} half: ${describe(half)}`);
    if (isForDevelopment && process.argv.includes('--errors')) showErrors(half);
  }
}
// Processor time of the whole process, what it collects as garbage meanwhile included: beside other programs the clock
// on the wall mostly tells how long they had the processor.
const durationsMs: number[] = [];
for (let round = 0; round < 20; round++) {
  for (const { situation } of Object.values(situations).flat()) {
    const start = process.cpuUsage();
    recogniseScene(situation, set, likeness.get(situation) ?? null, weights);
    const { user, system } = process.cpuUsage(start);
    if (round >= 5) durationsMs.push((user + system) / 1_000);
  }
}
console.log(`processor time of one call: ${describeDurations(durationsMs)}`);
console.log(machineAndCommit());

/** What a sentence-transformer says of each situation; nothing without one. */
async function encoderLikeness(encoderFolder: string | undefined): Promise<Map<Situation, Float64Array>> {
  const found = new Map<Situation, Float64Array>();
  if (encoderFolder === undefined) return found;
  const encoder = await SentenceEncoder.open(encoderFolder, { provider: 'cpu', threads: 1, warn: console.warn });
  const prototypes = new ScenePrototypes(encoder);
  for (const { situation } of Object.values(situations).flat()) {
    if (situation.activity !== null) {
      found.set(situation, await prototypes.likeness(situation.activity, scenes));
    }
  }
  await encoder.release();
  return found;
}

/** The lexicon without the groups that belong to one scene more than to any other. */
function lexiconWithout(sceneId: string): ActivityLexicon {
  const scene = scenes.findIndex(({ id }) => id === sceneId);
  const left = Object.entries(groups).filter(([group]) => {
    const shares = scenes.map((_, number) => set.shareOf(group, number));
    return shares[scene] === 0 || shares[scene] < Math.max(...shares);
  });
  const names = new Set(left.map(([name]) => name));
  return new ActivityLexicon(
    Object.fromEntries(
      left.map(([name, group]) => [name, { ...group, is: group.is.filter((wider) => names.has(wider)) }]),
    ),
  );
}

function describe(half: readonly LabelledSituation[]): string {
  let right = 0;
  const bins = new Map<number, { count: number; right: number; confidence: number }>();
  for (const { situation, sceneId } of half) {
    const { recognised } = recogniseScene(situation, set, likeness.get(situation) ?? null, weights);
    const isRight = (recognised?.sceneId ?? null) === sceneId;
    if (isRight) right++;
    if (recognised === null) continue;
    const bin = Math.min(4, Math.floor(recognised.confidence * 5));
    const counted = bins.get(bin) ?? { count: 0, right: 0, confidence: 0 };
    counted.count++;
    counted.right += isRight ? 1 : 0;
    counted.confidence += recognised.confidence;
    bins.set(bin, counted);
  }
  const calibration = [...bins]
    .sort(([a], [b]) => a - b)
    .map(
      ([, { count, right: hits, confidence }]) =>
        `${(confidence / count).toFixed(2)} -> ${(hits / count).toFixed(2)} (${count})`,
    );
  return `${right} of ${half.length} right, ${(right / half.length).toFixed(3)}; confidence -> right: ${calibration.join(', ')}`;
}

function showErrors(half: readonly LabelledSituation[]): void {
  for (const { situation, sceneId } of half) {
    const { recognised } = recogniseScene(situation, set, likeness.get(situation) ?? null, weights);
    if ((recognised?.sceneId ?? null) === sceneId) continue;
    const { recentActions, ...parts } = situation;
    const said = [...Object.values(parts).filter((part) => part !== null), ...recentActions].join(' | ');
    const taken =
      recognised === null
        ? 'unknown'
        : `${recognised.sceneId} ${recognised.confidence.toFixed(2)} ${recognised.evidence.join('; ')}`;
    console.log(`  ${sceneId ?? 'unknown'} <- ${said} -> ${taken}`);
  }
}
