import { checkWording } from '../../../src/llm/wording/check-wording.js';
import type { WordingFacts } from '../../../src/llm/wording/wording-facts.js';
import { type WordedWorld, wordedWorld } from './worded-world.js';

/** For each of the two languages. */
const COUNT = 5_000;

const facts: WordingFacts = {
  language: 'en',
  facts: [
    { subject: 'Dune', relation: 'DIRECTED_BY', object: 'Denis Villeneuve' },
    { subject: 'Arrival', relation: 'DIRECTED_BY', object: 'Denis Villeneuve' },
    { subject: 'Arrival', relation: 'STARRING', object: 'Amy Adams' },
    { subject: 'Arrival', relation: 'HAS_GENRE', object: 'science fiction' },
  ],
  items: ['Dune', 'Arrival'],
  otherNames: ['Quiet evening'],
  sentences: ['12 people who liked Dune also liked it.'],
};
const zh: WordingFacts = {
  language: 'zh',
  facts: [
    { subject: '沙丘', relation: 'DIRECTED_BY', object: '维伦纽瓦' },
    { subject: '降临', relation: 'DIRECTED_BY', object: '维伦纽瓦' },
    { subject: '降临', relation: 'STARRING', object: '艾米·亚当斯' },
  ],
  items: ['沙丘', '降临'],
  otherNames: [],
  sentences: ['有12人和你经历相似，也喜欢它。'],
};

const pick = <T>(values: readonly T[], random: () => number): T => values[Math.floor(random() * values.length)];

/** Texts made of a world's facts, with something that is not in them put in. */
function falseText({ facts: { language, items }, trueTexts, strangers, random }: WordedWorld): string {
  const text = pick(trueTexts, random);
  const { people, titles, places } = strangers;
  const stranger = pick([...people, ...titles, ...places], random);
  const en: (() => string)[] = [
    () => `${text} ${pick(people, random)} would love it.`,
    () => `${text.replace(/[.?]$/, '')}, by ${pick(people, random)}.`,
    () =>
      text.replace(pick(items, random), stranger) === text
        ? `${stranger}: ${text}`
        : `${text.replaceAll(items[1], stranger)} ${stranger}.`,
    () => `${pick(people, random)} directed ${items[1]}. ${text}`,
    () => `If you liked "${pick(titles, random)}", try this. ${text}`,
    () => `${text} It is set in ${pick(places, random)}.`,
    () => `${text} You like ${stranger.toLowerCase()}.`,
    () => `${stranger} is like ${items[0]}.`,
    () => `${text} Like ${stranger.toUpperCase()}.`,
  ];
  const zhTexts: (() => string)[] = [
    () => `${text}${pick(people, random)}也喜欢。`,
    () => `${text}由${pick(people, random)}执导。`,
    () => `《${pick(titles, random)}》也一样。${text}`,
    () => `${text}和${stranger}相似。`,
    () => `${text}故事发生在${pick(places, random)}。`,
    () => `你喜欢${stranger}，所以推荐。`,
    () => `${text}导演${pick(people, random)}。`,
  ];
  return pick(language === 'en' ? en : zhTexts, random)();
}

describe('the check of wordings', () => {
  test.each([
    'Because you finished Dune, which like Arrival was directed by Denis Villeneuve.',
    'You loved Dune, so try Arrival. Denis Villeneuve directed it, and it stars Amy Adams.',
    'Science fiction for your Quiet evening.',
    'Arrival stars Amy Adams and was directed by Denis Villeneuve, just like Dune.',
    'As 12 people who liked Dune found, it is wonderful.',
    "Arrival is right for you: it has Denis Villeneuve's taste.",
  ])('"%s" is true', (text) => {
    expect(checkWording(text, facts)).toEqual({ isTrue: true });
  });

  test.each([
    ['Arrival was directed by Amy Adams.', /does not have|do not have: Amy Adams/],
    ['Denis Villeneuve stars in Arrival.', /Denis Villeneuve/],
    ['Amy Adams directed Arrival.', /Amy Adams/],
    ['Dune stars Amy Adams and Denis Villeneuve.', /Denis Villeneuve/],
    ['Directed by Christopher Nolan.', /Christopher/],
    ['Directed by nolan.', /nolan/],
    ['Arrival II awaits.', /II/],
    ['Denis Adams directed it.', /Denis/],
    ['Dune Arrival awaits.', /Dune Arrival/],
    ['Dune of the Arrival.', /Dune of the Arrival/],
    ['Arrival was written by Denis Villeneuve.', /written/],
    ['Arrival won an award.', /won/],
    ['13 people liked it.', /13/],
    ['Millions love it.', /Millions/],
    ['It came out in 2016.', /came|2016/],
    ['A thriller you will love.', /thriller/],
    ['Like “Blade Runner”, it is great.', /Blade Runner/],
    ['Like "Interstellar".', /Interstellar/],
    ['它很好。', /language/],
    ['Visit http://example.com now.', /Visit/],
    ['See www.example.com', /www/],
    ['Arrival, by Amy Adams.', /by Amy Adams/],
    ["Dune's Arrival is great.", /Dune's Arrival/],
    ['<b>Arrival</b>', /</],
    ['Great 🎬!', /🎬/],
    ['Arriv\u0430l is great.', /Arriv/],
    ['DUNE is great.', /DUNE/],
    ['Will directed it.', /Will/],
    ['Arrival \ue001.', /signs/],
    ['  ', /empty/],
  ])('"%s" is refused', (text, problem) => {
    const checked = checkWording(text, facts);
    expect(checked.isTrue ? 'true' : checked.problem).toMatch(problem);
  });

  test.each([
    '因为你喜欢《沙丘》，它和《降临》一样由维伦纽瓦执导。',
    '《降临》由维伦纽瓦执导，艾米·亚当斯主演。',
    '有12人和你经历相似，也喜欢它。',
    '导演是维伦纽瓦。',
  ])('"%s" is true', (text) => {
    expect(checkWording(text, zh)).toEqual({ isTrue: true });
  });

  test.each([
    '《降临》由艾米·亚当斯执导。',
    '《降临》由诺兰执导。',
    '导演是艾米·亚当斯。',
    '张艺谋也喜欢。',
    '和《星际穿越》一样。',
    '有13人喜欢它。',
    '三人喜欢它。',
    '由维伦纽瓦编剧。',
    'Arrival 很好。',
    '《降临沙丘》很好。',
  ])('"%s" is refused', (text) => {
    expect(checkWording(text, zh).isTrue).toBe(false);
  });

  test.each(['en', 'zh'] as const)(
    `of ${COUNT} texts that name something that the facts do not have none passes (%s)`,
    (language) => {
      const passed: string[] = [];
      for (let seed = 0; seed < COUNT; seed++) {
        const world = wordedWorld(seed, language);
        const text = falseText(world);
        if (checkWording(text, world.facts).isTrue) passed.push(`${seed}: ${text}`);
      }
      expect(passed).toEqual([]);
    },
  );

  test.each(['en', 'zh'] as const)('texts that are made of the facts alone pass (%s)', (language) => {
    const refused: string[] = [];
    let count = 0;
    for (let seed = 0; seed < 500; seed++) {
      const { trueTexts, facts: known } = wordedWorld(seed, language);
      for (const text of trueTexts) {
        count++;
        const checked = checkWording(text, known);
        if (!checked.isTrue) refused.push(`${seed}: ${text} (${checked.problem})`);
      }
    }
    expect(refused.slice(0, 10)).toEqual([]);
    expect(refused.length / count).toBeLessThan(0.01);
  });
});
