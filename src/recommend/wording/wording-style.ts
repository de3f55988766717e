import type { Language } from '../../domain/nodes.js';
import type { WordingWish } from '../../llm/wording/wording-facts.js';

/** How a text is to sound. */
export const WORDING_TONES = ['plain', 'warm', 'playful'] as const;
export type WordingTone = (typeof WORDING_TONES)[number];

/** How much a text is to say. */
export const WORDING_LENGTHS = ['short', 'medium', 'long'] as const;
export type WordingLength = (typeof WORDING_LENGTHS)[number];

/** The language, tone and length of a text. */
export interface WordingStyle {
  readonly language: Language;
  readonly tone: WordingTone;
  readonly length: WordingLength;
}

/** What a length means: how many characters a model may write, and how much the templates say. */
interface LengthMeaning {
  readonly maxLength: number;
  readonly reasons: number;
  readonly clauses: number;
}

const LENGTHS: Readonly<Record<WordingLength, LengthMeaning>> = {
  short: { maxLength: 120, reasons: 1, clauses: 1 },
  medium: { maxLength: 240, reasons: 2, clauses: 3 },
  long: { maxLength: 480, reasons: 4, clauses: 5 },
};

/** What templates begin with; it says nothing about the item, so that it is true of every one. */
const OPENINGS: Readonly<Record<Language, Readonly<Record<WordingTone, string>>>> = {
  en: { plain: '', warm: 'You may well love this one.', playful: 'Go on, try it!' },
  zh: { plain: '', warm: '相信你会喜欢。', playful: '不妨试一试！' },
};

/** What a length means. */
export function meaningOf({ length }: WordingStyle): LengthMeaning {
  return LENGTHS[length];
}

/** The same wish as the language model is told it. */
export function wishOf(style: WordingStyle): WordingWish {
  return { tone: style.tone, maxLength: meaningOf(style).maxLength };
}

/** Sentences as one text in the wanted tone; Chinese sets no blanks between them. */
export function inTone(sentences: readonly string[], { language, tone }: WordingStyle): string {
  return [OPENINGS[language][tone], ...sentences].filter((text) => text !== '').join(language === 'zh' ? '' : ' ');
}
