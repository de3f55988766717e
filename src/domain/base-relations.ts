import type { NodeType } from './nodes.js';

interface BaseRelation {
  readonly name: string;
  readonly subjectTypes: readonly NodeType[];
  readonly objectTypes: readonly NodeType[];
  readonly objectKind: string;
  readonly description: string;
  readonly en: { readonly fact: string; readonly shared: string };
  readonly zh: { readonly fact: string; readonly shared: string };
}

const THINGS: readonly NodeType[] = ['Item', 'Entity'];

/** A fact about an item or entity that leads to an entity. The verb completes "X … Y". */
function fact(name: string, objectKind: string, en: string, zh: string, description: string): BaseRelation {
  return {
    name,
    subjectTypes: THINGS,
    objectTypes: THINGS,
    objectKind,
    description,
    en: { fact: `{subject} ${en} {object}`, shared: `${en} {object}` },
    zh: { fact: `《{subject}》${zh}`, shared: zh },
  };
}

/** The platform's own relations, then the vocabulary of encyclopaedia film data (DBpedia's property names). */
export const BASE_RELATIONS: readonly BaseRelation[] = [
  fact('DIRECTED_BY', 'person', 'was directed by', '由{object}执导', 'Who directed the work.'),
  fact('WRITTEN_BY', 'person', 'was written by', '由{object}创作', 'Who wrote the work.'),
  fact('STARRING', 'person', 'stars', '由{object}主演', 'Who plays a leading part.'),
  fact('COMPOSED_BY', 'person', 'has music by', '由{object}作曲', 'Who wrote the music.'),
  fact('PERFORMED_BY', 'person', 'is performed by', '由{object}演奏或演唱', 'Which artist or band performs it.'),
  fact('PRODUCED_BY', 'person', 'was produced by', '由{object}制作', 'Who produced it.'),
  fact('HOSTED_BY', 'person', 'is hosted by', '由{object}主持', 'Who hosts it.'),
  fact('DEVELOPED_BY', 'organisation', 'was developed by', '由{object}开发', 'Which studio developed it.'),
  fact('DESIGNED_BY', 'person', 'was designed by', '由{object}设计', 'Who designed it.'),
  fact('PUBLISHED_BY', 'organisation', 'was published by', '由{object}发行', 'Who published it.'),
  fact('HAS_GENRE', 'genre', 'belongs to the genre', '属于“{object}”类型', 'The genre of the work.'),
  fact('ABOUT', 'topic', 'is about', '讲述“{object}”', 'What it is about.'),
  fact('HAS_MOOD', 'mood', 'has the mood', '氛围是“{object}”', 'The mood it puts one in.'),
  fact('HAS_TAG', 'tag', 'is tagged', '带有“{object}”标签', 'What people tag it with.'),
  fact('SET_IN', 'place', 'is set in', '故事发生在{object}', 'Where it takes place.'),
  fact('FROM_ERA', 'era', 'belongs to the era', '属于{object}', 'The time that it belongs to or is set in.'),
  fact('FROM_COUNTRY', 'place', 'comes from', '来自{object}', 'The country that it comes from.'),
  fact(
    'PART_OF_UNIVERSE',
    'universe',
    'is part of the universe',
    '属于“{object}”的世界',
    'The fictional world it belongs to.',
  ),
  fact('WON_AWARD', 'award', 'won the', '获得{object}', 'A prize that it won.'),
  fact('HAS_ATTRIBUTE', 'attribute', 'has', '具有“{object}”', 'A property that a column of the catalogue names.'),
  fact('MADE_BY', 'brand', 'is made by', '由{object}出品', 'The brand or maker.'),
  fact('BASED_ON', 'work', 'is based on', '改编自《{object}》', 'The work that it adapts.'),
  fact('SOUNDTRACK_OF', 'work', 'is the soundtrack of', '是《{object}》的原声音乐', 'The work whose music it is.'),
  fact('SEQUEL_OF', 'work', 'continues', '是《{object}》的续作', 'The earlier work that it continues.'),
  fact('INSPIRED_BY', 'work', 'was inspired by', '灵感来自《{object}》', 'The work that inspired it.'),
  fact('DISCUSSES', 'work', 'discusses', '谈论《{object}》', 'A work that it talks about.'),
  {
    name: 'SUITS',
    subjectTypes: ['Item'],
    objectTypes: ['Scene'],
    objectKind: 'scene',
    description: 'A scene that the item suits.',
    en: { fact: '{subject} suits {object}', shared: 'suits {object}' },
    zh: { fact: '《{subject}》适合{object}', shared: '适合{object}' },
  },
  {
    name: 'PREFERS',
    subjectTypes: ['User'],
    objectTypes: ['Entity'],
    objectKind: 'topic',
    description: 'An entity that the user likes.',
    en: { fact: 'you like {object}', shared: 'matches your taste for {object}' },
    zh: { fact: '你喜欢{object}', shared: '符合你对{object}的喜好' },
  },
  {
    name: 'FRIEND_OF',
    subjectTypes: ['User'],
    objectTypes: ['User'],
    objectKind: 'user',
    description: 'Two users who know each other; the direction means nothing.',
    en: { fact: 'a friend of yours', shared: 'friends of yours like it' },
    zh: { fact: '你的好友', shared: '你的好友也喜欢' },
  },
  fact('DIRECTOR', 'person', 'was directed by', '由{object}执导', 'DBpedia: director.'),
  fact('ALL_WRITING', 'person', 'was written by', '由{object}编剧', 'DBpedia: writer.'),
  fact('COMPOSER', 'person', 'has music by', '由{object}配乐', 'DBpedia: composer of the music.'),
  fact('CINEMATOGRAPHY', 'person', 'was photographed by', '由{object}摄影', 'DBpedia: director of photography.'),
  fact('EDITING', 'person', 'was edited by', '由{object}剪辑', 'DBpedia: editor.'),
  fact('PRODUCERS', 'person', 'was produced by', '由{object}监制', 'DBpedia: producer.'),
  fact('PRODUCTION_COMPANIES', 'organisation', 'was produced by', '由{object}出品', 'DBpedia: production company.'),
  fact('STORY', 'person', 'has a story by', '故事出自{object}', 'DBpedia: author of the story.'),
  fact('COUNTRY', 'place', 'comes from', '来自{object}', 'DBpedia: country.'),
  fact('AWARD', 'award', 'won the', '获得{object}', 'DBpedia: award.'),
  fact('NOTABLE_WORK', 'work', 'is known for', '代表作有《{object}》', 'DBpedia: notable work.'),
  fact('OPENING_FILM', 'work', 'opened with', '开幕片是《{object}》', 'DBpedia: opening film of a festival.'),
  fact('HAS_SUBJECT', 'topic', 'is filed under', '归入“{object}”', 'DBpedia: subject category.'),
  fact('INSTANCE_OF', 'type', 'is a kind of', '属于“{object}”', 'DBpedia: class of the thing.'),
  fact('HYPERNYM', 'type', 'is a', '是一种“{object}”', 'DBpedia: class by its first sentence.'),
  fact('LINKS_TO', 'topic', 'is connected with', '与{object}有关', 'DBpedia: a link between two pages.'),
  fact('SEE_ALSO', 'topic', 'is close to', '与{object}相近', 'DBpedia: see also.'),
  fact('SERIES', 'series', 'is part of the series', '属于“{object}”系列', 'DBpedia: series.'),
];
