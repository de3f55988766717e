import { Ontology } from '../../../src/domain/ontology.js';
import { type Random, seededRandom } from '../../../src/domain/random.js';
import type { WordedFact, WordingFacts } from '../../../src/llm/wording/wording-facts.js';

const ontology = new Ontology();

const PEOPLE = {
  en: [
    'Denis Villeneuve',
    'Amy Adams',
    'Ted Chiang',
    'Jóhann Jóhannsson',
    'Greta Gerwig',
    "Peter O'Toole",
    'Bong Joon-ho',
    'Agnès Varda',
    'Steven Spielberg',
    'Rosa Marsh',
    'Ludwig van Beethoven',
    'Robert Downey Jr.',
    'Ursula K. Le Guin',
  ],
  zh: [
    '丹尼斯·维伦纽瓦',
    '张艺谋',
    '刘慈欣',
    '王家卫',
    '李安',
    '梁朝伟',
    '贾樟柯',
    '巩俐',
    '宫崎骏',
    '陈凯歌',
    '久石让',
    '许鞍华',
  ],
};
const TITLES = {
  en: [
    'Arrival',
    'Dune',
    'The Left Hand of Darkness',
    'Blade Runner',
    'Lady Bird',
    '2001: A Space Odyssey',
    'Up',
    'Parasite',
    'Some Like It Hot',
    'WALL·E',
    'Catch-22',
    'Lawrence of Arabia',
  ],
  zh: [
    '降临',
    '沙丘',
    '三体',
    '花样年华',
    '霸王别姬',
    '千与千寻',
    '饮食男女',
    '卧虎藏龙',
    '小城之春',
    '流浪地球',
    '红高粱',
    '天水围的日与夜',
  ],
};
const PERSON_RELATIONS = ['DIRECTED_BY', 'WRITTEN_BY', 'STARRING', 'COMPOSED_BY', 'PRODUCED_BY'];
const PLACES = { en: ['Montreal', 'Hong Kong', 'New Zealand'], zh: ['蒙特利尔', '香港', '新西兰'] };
const SCENES = { en: ['Quiet evening', 'Commute'], zh: ['安静的夜晚', '通勤'] };

/** Facts about a few works, and true texts made of them; with names that belong to other works. */
export interface WordedWorld {
  readonly facts: WordingFacts;
  readonly trueTexts: readonly string[];
  readonly strangers: {
    readonly people: readonly string[];
    readonly titles: readonly string[];
    readonly places: readonly string[];
  };
  readonly random: Random;
}

/** One small world by its seed. */
export function wordedWorld(seed: number, language: 'en' | 'zh'): WordedWorld {
  const random = seededRandom(seed);
  const people = shuffled(PEOPLE[language], random);
  const titles = shuffled(TITLES[language], random);
  const places = shuffled(PLACES[language], random);
  const [liked, item] = titles;
  const [first, second] = shuffled(PERSON_RELATIONS, random);
  const scene = SCENES[language][Math.floor(random() * 2)];
  const facts: WordedFact[] = [
    { subject: liked, relation: first, object: people[0] },
    { subject: item, relation: first, object: people[0] },
    { subject: item, relation: second, object: people[1] },
    { subject: item, relation: 'SET_IN', object: places[0] },
    { subject: item, relation: 'SUITS', object: scene },
  ];
  const sentences = sentencesOf(facts, language);
  const phrases = facts.slice(1, 4).map(({ relation, object }) => {
    return ontology.relation(relation)[language].shared.replace('{object}', object);
  });
  const trueTexts = language === 'en' ? english : chinese;
  return {
    facts: { language, facts, items: [liked, item], otherNames: [scene], sentences },
    trueTexts: [...trueTexts(liked, item, phrases, scene), `${sentences[1]}${language === 'en' ? '.' : '。'}`],
    strangers: { people: people.slice(2), titles: titles.slice(2), places: places.slice(1) },
    random,
  };
}

function sentencesOf(facts: readonly WordedFact[], language: 'en' | 'zh'): string[] {
  return facts.map(({ subject, relation, object }) =>
    ontology.relation(relation)[language].fact.replace('{subject}', subject).replace('{object}', object),
  );
}

/** Sentences from the phrases for what both works share, what else is true of the second, and where it is set. */
function english(liked: string, item: string, [link, other, place]: readonly string[], scene: string): string[] {
  return [
    `Because you loved ${liked}, which like ${item} ${link}.`,
    `Since you enjoyed ${liked}, you might like ${item}: it ${link}, too.`,
    `${item} ${other}, and it ${place}.`,
    `You liked ${liked}? Then try ${item}, which ${link} and ${other}.`,
    `A great choice for you: ${item} suits ${scene}.`,
    `It ${place}. It ${link}, just as ${liked} did.`,
  ];
}

/** The same in Chinese. */
function chinese(liked: string, item: string, [link, other, place]: readonly string[], scene: string): string[] {
  return [
    `因为你喜欢《${liked}》，它和《${item}》一样${link}。`,
    `你看过《${liked}》，不妨试试《${item}》，同样${link}。`,
    `《${item}》${other}，${place}。`,
    `今晚推荐你看《${item}》：${link}，${other}。`,
    `《${item}》适合${scene}，值得。`,
    `《${item}》${place}。`,
  ];
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ value }) => value);
}
