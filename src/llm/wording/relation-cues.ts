import type { Language } from '../../domain/nodes.js';

/** Words that state a relation, with the relations that bear them out. */
interface Cue {
  readonly relations: readonly string[];
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

const CUES: readonly Cue[] = [
  cue('DIRECTED_BY DIRECTOR', 'directed director directors directing directs', '执导 导演'),
  cue(
    'WRITTEN_BY ALL_WRITING STORY',
    'written wrote writer writers author authors writes penned',
    '编剧 创作 作者 撰写 写的',
  ),
  cue('STARRING', 'stars starring star starred actor actress cast', '主演 出演 演员'),
  cue('COMPOSED_BY COMPOSER', 'composed composer music score scored', '作曲 配乐 音乐'),
  cue('PERFORMED_BY', 'performed performs performer sung sings singer artist band', '演奏 演唱 歌手 乐队'),
  cue('PRODUCED_BY PRODUCERS PRODUCTION_COMPANIES', 'produced producer producers production', '制作 监制 出品'),
  cue('HOSTED_BY', 'hosted host hosts', '主持'),
  cue('DEVELOPED_BY', 'developed developer studio', '开发'),
  cue('DESIGNED_BY', 'designed designer designs', '设计'),
  cue('PUBLISHED_BY', 'published publisher', '出版 发行'),
  cue('CINEMATOGRAPHY', 'photographed cinematography', '摄影'),
  cue('EDITING', 'edited editing editor', '剪辑'),
  cue('HAS_GENRE', 'genre genres', '类型'),
  cue('HAS_MOOD', 'mood', '氛围'),
  cue('HAS_TAG', 'tagged tag', '标签'),
  cue('SET_IN', 'set setting', '背景 发生在'),
  cue('FROM_ERA', 'era', '年代'),
  cue('FROM_COUNTRY COUNTRY', 'country', '国家'),
  cue('PART_OF_UNIVERSE', 'universe world', '世界 宇宙'),
  cue('WON_AWARD AWARD', 'won award awards winner winning', '获得 获奖 奖'),
  cue('MADE_BY', 'brand maker', '品牌'),
  cue('BASED_ON', 'based adapted adaptation adapts', '改编'),
  cue('SOUNDTRACK_OF', 'soundtrack', '原声'),
  cue('SEQUEL_OF', 'sequel continues', '续作 续集'),
  cue('INSPIRED_BY', 'inspired inspiration', '灵感'),
  cue('DISCUSSES', 'discusses discussed', '谈论'),
  cue('SERIES', 'series', '系列'),
];

/** The cue that a word is, or null. */
export function cueOf(word: string, language: Language): ReadonlySet<string> | null {
  return BY_WORD[language].get(word) ?? null;
}

/** Every cue word of a language. */
export function cueWords(language: Language): Iterable<string> {
  return BY_WORD[language].keys();
}

const BY_WORD: Readonly<Record<Language, ReadonlyMap<string, ReadonlySet<string>>>> = {
  en: byWord('en'),
  zh: byWord('zh'),
};

function cue(relations: string, en: string, zh: string): Cue {
  return { relations: relations.split(' '), en: en.split(' '), zh: zh.split(' ') };
}

function byWord(language: Language): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(CUES.flatMap((one) => one[language].map((word) => [word, new Set(one.relations)] as const)));
}
