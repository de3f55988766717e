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
  return {
    facts: { language, facts, items: [liked, item], otherNames: [scene], sentences },
    trueTexts:
      language === 'en' ? english(liked, item, facts, sentences, scene) : chinese(liked, item, facts, sentences, scene),
    strangers: { people: people.slice(2), titles: titles.slice(2), places: places.slice(1) },
    random,
  };
}

/** The words of a relation with its object, as the ontology has them. */
function shared(relation: string, object: string, language: 'en' | 'zh'): string {
  return ontology.relation(relation)[language].shared.replace('{object}', object);
}

function sentencesOf(facts: readonly WordedFact[], language: 'en' | 'zh'): string[] {
  return facts.map(({ subject, relation, object }) =>
    ontology.relation(relation)[language].fact.replace('{subject}', subject).replace('{object}', object),
  );
}

function english(
  liked: string,
  item: string,
  facts: readonly WordedFact[],
  sentences: readonly string[],
  scene: string,
): string[] {
  const [, link, other, place] = facts;
  const link_ = shared(link.relation, link.object, 'en');
  const other_ = shared(other.relation, other.object, 'en');
  const place_ = shared(place.relation, place.object, 'en');
  return [
    `${sentences[1]}.`,
    `Because you loved ${liked}, which like ${item} ${link_}.`,
    `Since you enjoyed ${liked}, you might like ${item}: it ${link_}, too.`,
    `${item} ${other_}, and it ${place_}.`,
    `You liked ${liked}? Then try ${item}, which ${link_} and ${other_}.`,
    `A great choice for you: ${item} suits ${scene}.`,
    `It ${place_}. It ${link_}, just as ${liked} did.`,
  ];
}

function chinese(
  liked: string,
  item: string,
  facts: readonly WordedFact[],
  sentences: readonly string[],
  scene: string,
): string[] {
  const [, link, other, place] = facts;
  const link_ = shared(link.relation, link.object, 'zh');
  const other_ = shared(other.relation, other.object, 'zh');
  const place_ = shared(place.relation, place.object, 'zh');
  return [
    `${sentences[1]}。`,
    `因为你喜欢《${liked}》，它和《${item}》一样${link_}。`,
    `你看过《${liked}》，不妨试试《${item}》，同样${link_}。`,
    `《${item}》${other_}，${place_}。`,
    `今晚推荐你看《${item}》：${link_}，${other_}。`,
    `《${item}》适合${scene}，值得一看。`.replace('值得一看', '值得'),
    `《${item}》${place_}。`,
  ];
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ value }) => value);
}
