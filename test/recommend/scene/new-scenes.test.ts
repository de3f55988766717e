import {
  ActivityLexicon,
  type LexiconGroups,
  loadLexiconGroups,
} from '../../../src/recommend/scene/activity-lexicon.js';
import { SceneRecogniser } from '../../../src/recommend/scene/scene-recogniser.js';
import { SceneSet } from '../../../src/recommend/scene/scene-set.js';
import { demoScenes } from './demo-scenes.js';
import { sceneOf, situationOf } from './scenes-for-tests.js';

/** Scenes of somebody else's platform: a label and a few phrases each, nothing more. */
const NEW_SCENES = [
  sceneOf('garden', { label: 'Gardening', labelZh: '园艺', phrases: ['in the garden', 'watering plants', '浇花'] }),
  sceneOf('date', {
    label: 'Date night',
    labelZh: '约会',
    phrases: ['romantic evening', 'dinner for two', '二人世界'],
  }),
  sceneOf('clean', { label: 'Cleaning', labelZh: '打扫', phrases: ['tidying up', 'doing the laundry', '做家务'] }),
  sceneOf('dog', { label: 'Dog walk', labelZh: '遛狗', phrases: ['walking the dog', 'with my puppy', '带狗出门'] }),
  sceneOf('camp', { label: 'Camping', labelZh: '露营', phrases: ['by the campfire', 'in a tent', '野外'] }),
  sceneOf('wait', {
    label: 'Waiting room',
    labelZh: '候诊',
    phrases: ['at the dentist', 'waiting for the doctor', '等医生'],
  }),
  sceneOf('exam', { label: 'Exam week', labelZh: '备考', phrases: ['studying for finals', 'revision', '复习'] }),
  sceneOf('game', {
    label: 'Gaming',
    labelZh: '打游戏',
    phrases: ['playing on my console', 'raid with the guild', '开黑'],
  }),
  sceneOf('dawn', { label: 'Morning routine', labelZh: '晨起', phrases: ['just woke up', 'getting ready', '起床'] }),
  sceneOf('diy', { label: 'Do it yourself', labelZh: '动手', phrases: ['fixing things', 'in the workshop', '修理'] }),
];

const SITUATIONS: readonly (readonly [string, string | null])[] = [
  ['weeding between the lettuce', 'garden'],
  ['mowing the lawn before it rains', 'garden'],
  ['给阳台的盆栽施肥', 'garden'],
  ['my girlfriend is coming for a candlelit dinner', 'date'],
  ['first date, I am nervous', 'date'],
  ['今天七夕，和老公吃饭', 'date'],
  ['hoovering the whole flat', 'clean'],
  ['ironing shirts for an hour', 'clean'],
  ['拖地擦窗户', 'clean'],
  ['out with the dog in the rain', 'dog'],
  ['带小狗下楼溜达', 'dog'],
  ['pitching our tent in the national park', 'camp'],
  ['toasting marshmallows at the campsite', 'camp'],
  ['在山里搭帐篷看星星', 'camp'],
  ['sitting in the clinic, number 47', 'wait'],
  ['waiting for my blood test', 'wait'],
  ['排队看牙医', 'wait'],
  ['flashcards for the anatomy test tomorrow', 'exam'],
  ['在自习室刷题', 'exam'],
  ['boss fight on my xbox', 'game'],
  ['和室友上分', 'game'],
  ['shaving and brushing my teeth before breakfast', 'dawn'],
  ['刚睡醒，还没洗脸刷牙', 'dawn'],
  ['drilling holes for a shelf', 'diy'],
  ['家里水管漏了，自己维修', 'diy'],
  ['on a plane to Madrid', null],
  ['deadlifts at the gym', null],
  ['推荐点好听的', null],
  ['hello there', null],
  ['逛超市', null],
];

test('scenes that are only data, with a label and a few phrases, are recognised in both languages', () => {
  const recogniser = new SceneRecogniser();
  const wrong = SITUATIONS.filter(([activity, expected]) => {
    const { recognised } = recogniser.recognise(situationOf({ activity }), NEW_SCENES);
    return (recognised?.sceneId ?? null) !== expected;
  });
  expect(1 - wrong.length / SITUATIONS.length).toBeGreaterThanOrEqual(0.8);
});

describe('with a lexicon that knows nothing of a scene', () => {
  const groups = loadLexiconGroups();
  const full = new SceneSet(demoScenes(), new ActivityLexicon(groups));

  test.each(full.scenes.map(({ id }) => id))('%s is still recognised by its own phrases', (id) => {
    const recogniser = new SceneRecogniser(() => withoutGroupsOf(full, id, groups));
    const { phrases } = full.scenes.find((scene) => scene.id === id) ?? sceneOf(id);
    const right = phrases.filter((phrase) => {
      const situation = situationOf({ activity: `${phrase}, any ideas?` });
      return recogniser.recognise(situation, full.scenes).recognised?.sceneId === id;
    });
    expect(right.length / phrases.length).toBeGreaterThanOrEqual(0.7);
  });
});

/** The groups of a lexicon that belong to other scenes more than to one. */
function withoutGroupsOf(set: SceneSet, sceneId: string, groups: LexiconGroups): LexiconGroups {
  const scene = set.scenes.findIndex(({ id }) => id === sceneId);
  const left = new Map(
    Object.entries(groups).filter(([group]) => {
      const share = set.shareOf(group, scene);
      return share === 0 || set.scenes.some((_, other) => set.shareOf(group, other) > share);
    }),
  );
  return Object.fromEntries(
    [...left].map(([name, group]) => [name, { ...group, is: group.is.filter((wider) => left.has(wider)) }]),
  );
}
