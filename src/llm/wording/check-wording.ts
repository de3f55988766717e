import { NAME_SIGN, NameMask } from './name-mask.js';
import { NAME_LIKE_WORDS, plainWords } from './plain-words.js';
import { cueOf, cueWords } from './relation-cues.js';
import type { WordingFacts } from './wording-facts.js';

/** Whether a text says no more than the facts, or the first thing that it adds. */
export type WordingCheck = { readonly isTrue: true } | { readonly isTrue: false; readonly problem: string };

const TRUE: WordingCheck = { isTrue: true };
/** One name with its genitive, one word of Latin letters, one number, one run of Chinese, or any other sign. */
const TOKENS =
  /[\ue000-\uf8ff]|(?<=[\ue000-\uf8ff])['’]s(?!\p{L})|\p{Script=Han}+|\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}]+(?:['’][\p{L}]+)*|[^\s]/gu;
const PUNCTUATION = /^(?:['’]s|[.,;:!?'"()…—–\-“”‘’，。；：！？、（）《》「」·])$/;
const SENTENCE_END = /^[.!?…。！？]$/;
/** Two names with nothing, or only this, between them make a third one: "Dune Arrival", "Dune of the Arrival". */
const JOINED_NAMES = /[\ue000-\uf8ff](?:[\s&\-–—:]*|['’]s\s+|\s+of\s+(?:the\s+)?|\s*之\s*)[\ue000-\uf8ff]/u;
const TITLE_MARKS = [/《([^》]*)》/g, /「([^」]*)」/g, /“([^”]*)”/g, /"([^"]*)"/g];

/**
 * Checks that a text says nothing but the facts. It is strict on purpose: a word is let through only when the facts
 * have it, when it is plain (a list), or when it states a relation that joins just these names. Whatever else a model
 * writes, true or not, costs it the text, and the template is shown.
 */
export function checkWording(text: string, facts: WordingFacts): WordingCheck {
  if (text.trim() === '') return { isTrue: false, problem: 'an empty text' };
  const mask = new NameMask(namesOf(facts));
  const masked = mask.mask(text.normalize('NFC'));
  if (masked === null) return { isTrue: false, problem: 'signs that no text has' };
  const joined = JOINED_NAMES.exec(masked);
  if (joined !== null) return problem('names run together', mask.unmask(joined[0]));
  for (const marks of TITLE_MARKS) {
    for (const [whole, inside] of masked.matchAll(marks)) {
      if (!(inside.length === 1 && NAME_SIGN.test(inside))) return problem('a title', mask.unmask(whole));
    }
  }
  return new SentenceCheck(facts, mask).check(masked);
}

/** Goes through a text word by word, and keeps the relation that was stated last. */
class SentenceCheck {
  private readonly known: ReadonlySet<string>;
  private readonly segments: readonly string[];
  private readonly items: ReadonlySet<string>;
  private readonly relations: ReadonlySet<string>;
  private readonly knownCues: ReadonlySet<string>;
  private isStart = true;
  private before: string[] = [];
  private cue: ReadonlySet<string> | null = null;
  private namesSinceCue = 0;

  constructor(
    private readonly facts: WordingFacts,
    private readonly mask: NameMask,
  ) {
    const { language, sentences } = facts;
    this.items = new Set([...facts.items, ...facts.otherNames]);
    this.relations = new Set(facts.facts.map(({ relation }) => relation));
    const said = sentences.map((sentence) => mask.mask(sentence.normalize('NFC')) ?? '');
    const tokens = said.flatMap((sentence) => sentence.match(TOKENS) ?? []);
    this.known = new Set(tokens.map((token) => token.toLowerCase()));
    this.knownCues = new Set([...cueWords(language)].filter((word) => this.isBorneOut(cueOf(word, language))));
    const runs = tokens.filter((token) => /\p{Script=Han}/u.test(token));
    this.segments = language === 'zh' ? [...plainWords('zh'), ...this.knownCues, ...runs] : [];
  }

  check(masked: string): WordingCheck {
    let previous = '';
    for (const token of masked.match(TOKENS) ?? []) {
      const checked = this.checkToken(token, previous);
      previous = token;
      if (!checked.isTrue) return checked;
      if (!PUNCTUATION.test(token)) this.isStart = false;
      if (!SENTENCE_END.test(token)) continue;
      const ended = this.endSentence();
      if (!ended.isTrue) return ended;
    }
    return this.endSentence();
  }

  /** After the last relation of a sentence, a name that it does not join hangs in the air: 执导的艾米. */
  private endSentence(): WordingCheck {
    const loose = this.cue === null ? undefined : this.before.find((name) => !this.items.has(name));
    this.isStart = true;
    this.before = [];
    this.cue = null;
    this.namesSinceCue = 0;
    return loose === undefined ? TRUE : problem('a relation that does not join', loose);
  }

  private checkToken(token: string, previous: string): WordingCheck {
    if (NAME_SIGN.test(token)) {
      const name = this.mask.nameOf(token);
      // "Arrival, by Amy Adams" says a relation without its word.
      if (this.cue === null && previous.toLowerCase() === 'by') return problem('a relation', `by ${name}`);
      return this.checkName(name);
    }
    if (PUNCTUATION.test(token)) return TRUE;
    if (/^\p{N}/u.test(token)) return this.known.has(token) ? TRUE : problem('a number', token);
    if (/^\p{Script=Han}/u.test(token)) return this.checkChinese(token);
    if (/^\p{L}/u.test(token)) return this.checkWord(token);
    return problem('a sign', token);
  }

  private checkWord(token: string): WordingCheck {
    if (this.facts.language !== 'en' && !this.known.has(token.toLowerCase())) return problem('another language', token);
    const word = token.toLowerCase().replaceAll('’', "'");
    const isCapital = token !== token.toLowerCase() && token !== 'I';
    if (isCapital && !this.isStart) return problem('a name', token);
    if (isCapital && NAME_LIKE_WORDS.has(word) && !this.known.has(word)) return problem('a name', token);
    if (isCapital && token.slice(1) !== token.slice(1).toLowerCase()) return problem('a name', token);
    const cue = cueOf(word, 'en');
    if (this.isBorneOut(cue)) return this.startCue(cue);
    if (this.known.has(word) || isPlain(word)) return TRUE;
    return problem(cue === null ? 'a word' : 'a relation', token);
  }

  /** A run of Chinese must be made of known words from end to end. */
  private checkChinese(run: string): WordingCheck {
    if (this.facts.language !== 'zh') return problem('another language', run);
    const words = segmented(run, this.segments);
    if (words === null) return problem('words', run);
    for (const word of words) {
      const cue = cueOf(word, 'zh') ?? this.cueInside(word);
      const checked = cue === null ? TRUE : this.startCue(cue);
      if (!checked.isTrue) return checked;
    }
    return TRUE;
  }

  /** A run that a template has said may hold the word of a relation. */
  private cueInside(run: string): ReadonlySet<string> | null {
    const word = [...this.knownCues].find((one) => run.includes(one));
    return word === undefined || plainWords('zh').has(run) ? null : cueOf(word, 'zh');
  }

  /** The names before a relation, back to the one before it, must be those that it joins, or titles. */
  private startCue(cue: ReadonlySet<string>): WordingCheck {
    const stray = this.before.find((name) => !this.isEnd(name, cue) && !this.items.has(name));
    this.before = [];
    this.cue = cue;
    this.namesSinceCue = 0;
    return stray === undefined ? TRUE : problem('a relation that does not join', stray);
  }

  private checkName(name: string): WordingCheck {
    this.namesSinceCue++;
    const isJoined = this.cue !== null && this.isEnd(name, this.cue);
    if (isJoined) return TRUE;
    // In Chinese a relation may still follow that joins it: 由…执导，…主演. In English the name is wrong here.
    const mayWait =
      this.cue === null || this.facts.language === 'zh' || (this.items.has(name) && this.namesSinceCue > 1);
    if (!mayWait) return problem('a relation that does not join', name);
    this.before.push(name);
    return TRUE;
  }

  private isEnd(name: string, cue: ReadonlySet<string>): boolean {
    return this.facts.facts.some(
      ({ relation, subject, object }) => cue.has(relation) && (subject === name || object === name),
    );
  }

  private isBorneOut(cue: ReadonlySet<string> | null): cue is ReadonlySet<string> {
    return cue !== null && [...cue].some((relation) => this.relations.has(relation));
  }
}

function namesOf({ facts, items, otherNames }: WordingFacts): string[] {
  return [...facts.flatMap(({ subject, object }) => [subject, object]), ...items, ...otherNames];
}

function isPlain(word: string): boolean {
  const plain = plainWords('en');
  return plain.has(word) || plain.has(word.replace(/(n't|'(s|re|ve|ll|d|m))$/, ''));
}

/** The words that a run is made of, from end to end; null when it cannot be. */
function segmented(run: string, words: readonly string[]): string[] | null {
  const best: (string[] | null)[] = Array(run.length + 1).fill(null);
  best[0] = [];
  for (let at = 0; at < run.length; at++) {
    const before = best[at];
    if (before === null) continue;
    for (const word of words) {
      const end = at + word.length;
      if (end <= run.length && best[end] === null && run.startsWith(word, at)) best[end] = [...before, word];
    }
  }
  return best[run.length];
}

function problem(kind: string, what: string): WordingCheck {
  return { isTrue: false, problem: `${kind} that the facts do not have: ${what}` };
}
