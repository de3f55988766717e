import type { FactDraft } from './fact-draft.js';

/** How a fact is said in Chinese: the pattern's only group holds the name or the list of names. */
interface ChineseRule {
  readonly relation: string;
  readonly kind: string;
  readonly pattern: RegExp;
  readonly confidence: number;
  readonly isList: boolean;
}

/** What people do with a work is no part of their names, though nothing stands between the two. */
const HAN =
  '(?:(?!执导|导演|自编|编剧|编导|主演|出演|参演|领衔|担任|饰演|创作|撰写|所著|所写|作曲|配乐|谱曲|改编|制作|制片|监制|演唱|演奏|出版|发行|开发|研发)\\p{Script=Han})';
/** Two to four Han signs, or a foreign name with its dots, or Latin letters. */
const NAME = `(?:${HAN}{1,8}(?:[·•・]${HAN}{1,8}){1,3}|${HAN}{2,4}|[A-Z][\\w.-]*(?: [A-Z][\\w.-]*){1,3})`;
const LIST = `(${NAME}(?:(?:、|，|,|和|与|及|以及)${NAME}){0,11})`;
const START = '(?:由|是|，|,|。|；|^)';
const TITLE = '《([^《》]{1,60})》';

const RULES: readonly ChineseRule[] = [
  people('DIRECTED_BY', `${START}${LIST}(?:联合)?(?:自编自导|编导|执导|导演)`, 0.95),
  people('DIRECTED_BY', `导演(?:是|为|：|:)\\s*${LIST}`, 0.95),
  people('WRITTEN_BY', `${START}${LIST}(?:联合)?(?:编剧|编导|创作|撰写|自编自导|所著|所写)`, 0.9),
  people('WRITTEN_BY', `(?:编剧|作者|原著)(?:是|为|：|:)\\s*${LIST}`, 0.95),
  people('STARRING', `${START}${LIST}(?:等)?(?:领衔)?(?:主演|出演|参演|联袂主演)`, 0.9),
  people('STARRING', `(?:主演|演员)(?:是|为|包括|：|:)\\s*${LIST}`, 0.95),
  people('PRODUCED_BY', `${START}${LIST}(?:联合)?(?:监制|制片)`, 0.9),
  people('COMPOSED_BY', `${START}${LIST}(?:作曲|配乐|谱曲)`, 0.9),
  people('COMPOSED_BY', `(?:作曲|配乐)(?:是|为|：|:)\\s*${LIST}`, 0.95),
  people('PERFORMED_BY', `${START}${LIST}(?:演唱|演奏)`, 0.9),
  one('BASED_ON', 'work', `改编自(?:[^《》。，]{0,20}的)?(?:同名)?(?:小说|漫画|游戏|话剧|故事|作品)?${TITLE}`, 0.9),
  one('SEQUEL_OF', 'work', `是${TITLE}的续(?:集|作|篇)`, 0.9),
  one('SET_IN', 'place', '(?:故事发生在|故事背景(?:设定)?(?:在|为)|以)(\\p{Script=Han}{2,6}?)(?:为背景|，|。|的)', 0.7),
  one(
    'WON_AWARD',
    'award',
    '(?:获得|荣获|夺得|斩获)(?:了)?([^，。《》]{0,14}?(?:金棕榈奖|金熊奖|金狮奖|奥斯卡[^，。]{0,10}?奖|[\\p{Script=Han}]{2,8}奖))',
    0.8,
  ),
  one('PUBLISHED_BY', 'organisation', '由([\\p{Script=Han}A-Za-z]{2,16}?(?:出版社|公司|游戏))(?:出版|发行)', 0.85),
  one('DEVELOPED_BY', 'organisation', '由([\\p{Script=Han}A-Za-z]{2,16}?(?:工作室|公司|游戏))(?:开发|研发|制作)', 0.85),
  one('MADE_BY', 'brand', '(?:品牌|厂商)(?:是|为|：|:)\\s*([\\p{Script=Han}A-Za-z]{2,16})', 0.9),
  one('HAS_GENRE', 'genre', '(?:类型|题材|风格)(?:是|为|：|:)\\s*(\\p{Script=Han}{2,4})', 0.9),
];
const SEPARATOR = /、|，|,|以及|和|与|及/u;
const IS_CHINESE = /\p{Script=Han}/u;
const MOST_CHARACTERS_AT_ONCE = 2_000;

/** Facts that a Chinese text states in fixed forms; a text without Chinese costs one look. */
export function chineseFacts(text: string): FactDraft[] {
  if (!IS_CHINESE.test(text)) return [];
  const facts: FactDraft[] = [];
  // Sentences are read one at a time, so that no pattern runs over a long text.
  let from = 0;
  for (const part of text.split(/(?<=[。！？\n])/u)) {
    for (let at = 0; at < part.length; at += MOST_CHARACTERS_AT_ONCE) {
      readPart(part.slice(at, at + MOST_CHARACTERS_AT_ONCE), from + at, facts);
    }
    from += part.length;
  }
  return facts;
}

function readPart(part: string, offset: number, facts: FactDraft[]): void {
  for (const { relation, kind, pattern, confidence, isList } of RULES) {
    for (const match of part.matchAll(pattern)) {
      const said = match[1];
      const begin = offset + match.index + match[0].indexOf(said);
      const names = isList ? said.split(SEPARATOR) : [said];
      let at = 0;
      for (const name of names) {
        const start = said.indexOf(name, at);
        at = start + name.length;
        if (name.trim() === '') continue;
        facts.push({
          relation,
          name,
          kind,
          attribute: null,
          start: begin + start,
          end: begin + start + name.length,
          confidence,
        });
      }
    }
  }
}

function people(relation: string, pattern: string, confidence: number): ChineseRule {
  return { relation, kind: 'person', pattern: new RegExp(pattern, 'gu'), confidence, isList: true };
}

function one(relation: string, kind: string, pattern: string, confidence: number): ChineseRule {
  return { relation, kind, pattern: new RegExp(pattern, 'gu'), confidence, isList: false };
}
