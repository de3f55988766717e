import type { KnownPeople } from '../names/known-people.js';
import { isNameWord, personAt, type WordSpan } from '../names/name-spans.js';
import { CLAUSE_WORDS, NOT_PERSON } from '../names/name-words.js';
import { personListAt, personListBefore } from '../names/person-list.js';
import type { WordText } from '../text/word-text.js';
import {
  BE,
  BETWEEN_PARTICIPLES,
  BETWEEN_SUBJECT_AND_VERB,
  CAST_NOUNS,
  CAST_WORDS,
  DOER_PARTICIPLES,
  DOER_VERBS,
  FEATURING,
  MADE_THINGS,
  OTHER_MAKERS,
  OTHER_VERSION,
  OTHER_WORK,
  PERFORMANCES,
  TRADES,
} from './credit-words.js';

/** A person whom a sentence credits with a part in a work. */
export interface Credit {
  readonly relation: string;
  readonly span: WordSpan;
  readonly confidence: number;
  /** Said in a way that means something only where other credits stand in the same text. */
  readonly isWeak: boolean;
}

/** How far back a word can say that a participle belongs to another work. */
const WORDS_BACK = 12;
/** "written, directed, co-produced, edited, shot and narrated by" has fewer. */
const MOST_CHAIN_WORDS = 24;
const MOST_WORDS_TO_VERB = 6;
const OF_ANOTHER = 0.3;
/**
 * How sure each way of saying it is; found on encyclopaedia articles, with a sentence's place in the text beside it: the
 * first sentences speak of the work itself, later ones of its makers' other works as well.
 */
const SURE = {
  passive: 0.95,
  cast: 0.9,
  debut: 0.9,
  filmBy: 0.85,
  inRoles: 0.85,
  active: 0.8,
  bracket: 0.75,
  trade: 0.6,
};
const BY_SENTENCE = [1, 0.95, 0.92, 0.6];

/** Reads the credits of one sentence: who directed, wrote, played … */
export class CreditReader {
  private readonly credits: Credit[] = [];
  private readonly spanByEnd = new Map<number, WordSpan>();
  private readonly from: number;
  private readonly to: number;

  constructor(
    private readonly text: WordText,
    private readonly sentence: number,
    private readonly known: KnownPeople,
  ) {
    this.from = text.sentences[sentence];
    this.to = text.sentences[sentence + 1];
    for (let at = this.from; at < this.to; at++) {
      const span = personAt(text, at, this.to);
      if (span === null) continue;
      this.spanByEnd.set(span.to, span);
      at = span.to - 1;
    }
  }

  read(): Credit[] {
    const { lower, words } = this.text;
    for (let at = this.from; at < this.to; at++) {
      const word = lower[at];
      const verb = DOER_VERBS.get(word);
      if (verb !== undefined) this.doers(at, verb);
      if (words[at] === '(') this.bracket(at);
      else if (DOER_PARTICIPLES.has(word)) at = this.participles(at);
      else this.trigger(at, word);
    }
    return this.credits;
  }

  private trigger(at: number, word: string): void {
    const { lower } = this.text;
    const thing = MADE_THINGS.get(word);
    const trade = TRADES.get(word);
    if (thing !== undefined) this.made(at, thing);
    else if (trade !== undefined) this.maker(at, trade);
    else if (CAST_WORDS.has(word)) this.cast(at);
    else if (FEATURING.has(word)) this.features(at);
    else if (PERFORMANCES.has(word)) this.performances(at);
    else if (word === 'directorial' || word === 'directing') this.debut(at);
    else if (word === 'cast') this.castNoun(at);
    else if (word === 'roles' || word === 'role') this.roles(at);
    else if (word === 'film' && lower[at + 1] === 'by') this.take('DIRECTED_BY', at + 2, SURE.filmBy);
  }

  /**
   * "written, directed and co-produced by A and B"; "written, produced by, and starring A". Returns the last word that
   * has been read.
   */
  private participles(at: number): number {
    const { lower } = this.text;
    const relations = new Set<string>();
    let star = -1;
    const most = Math.min(this.to, at + MOST_CHAIN_WORDS);
    for (let k = at; k < most; k++) {
      const relation = DOER_PARTICIPLES.get(lower[k]);
      if (relation !== undefined) relations.add(relation);
      else if (/^(?:co-?)?star(?:ring|s)$/.test(lower[k])) {
        relations.add('STARRING');
        star = k;
      } else if (lower[k] === 'by') {
        const { people, end } = personListAt(this.text, k + 1, this.to, this.known);
        if (people.length === 0) continue;
        for (const name of relations) this.credit(name, people, this.isOfAnother(at, name) ? OF_ANOTHER : SURE.passive);
        return end - 1;
      } else if (!BETWEEN_PARTICIPLES.has(lower[k]) && !lower[k].endsWith('ed')) break;
    }
    if (star === -1 || relations.size === 1) return at;
    const { people, end } = personListAt(this.text, star + 1, this.to, this.known);
    for (const name of relations) this.credit(name, people, SURE.cast);
    return people.length === 0 ? at : end - 1;
  }

  /** "the novel of the same name written by", "a remake of the 1954 film directed by": the doer of something else. */
  private isOfAnother(at: number, relation: string): boolean {
    const { lower, words } = this.text;
    const others = relation === 'WRITTEN_BY' || relation === 'COMPOSED_BY' ? OTHER_WORK : OTHER_VERSION;
    for (let k = at - 1; k >= this.from && k > at - WORDS_BACK; k--) {
      if (others.has(lower[k])) return true;
      if (words[k] === ',' && k > at - 2) continue;
      if (/^[,;:.—–]$/.test(words[k]) || (lower[k] === 'and' && k < at - 1)) return false;
    }
    return false;
  }

  private cast(at: number): void {
    const { lower } = this.text;
    let next = at + 1;
    if (/^(?:both|include|are|were|of)$/.test(lower[next] ?? '')) next++;
    if (!this.take('STARRING', next, SURE.cast)) this.singleName(next);
  }

  /** "starring Cher, A and B": one word is a name only where a cast certainly begins. */
  private singleName(at: number): void {
    const { words, lower } = this.text;
    if (at + 1 >= this.to || !isNameWord(words[at]) || CLAUSE_WORDS.has(lower[at]) || NOT_PERSON.has(lower[at])) return;
    if (words[at + 1] !== ',' && lower[at + 1] !== 'and') return;
    if (!this.take('STARRING', at + (lower[at + 2] === 'and' ? 3 : 2), SURE.cast)) return;
    this.credits.push({
      relation: 'STARRING',
      span: { from: at, to: at + 1 },
      confidence: this.placed(SURE.bracket),
      isWeak: false,
    });
  }

  private castNoun(at: number): void {
    const { lower } = this.text;
    const most = Math.min(this.to, at + 5);
    for (let k = at + 1; k < most; k++) {
      if (/^(?:includ|featur|of$|compris)/.test(lower[k])) return void this.take('STARRING', k + 1, SURE.cast);
    }
  }

  /** "with A and B in the leading roles". */
  private roles(at: number): void {
    const { lower } = this.text;
    let k = at - 1;
    while (k > this.from && k > at - 6 && lower[k] !== 'in') k--;
    if (lower[k] === 'in') {
      this.credit('STARRING', personListBefore(this.text, k, this.spanByEnd, this.from), SURE.inRoles);
    }
  }

  private features(at: number): void {
    const { lower } = this.text;
    const isOfCast = lower[at].startsWith('featur') || lower.slice(Math.max(this.from, at - 6), at).some(isCastNoun);
    if (isOfCast) this.take('STARRING', at + 1, SURE.active);
  }

  /** "with featured performances by A and B", "the voice of A". */
  private performances(at: number): void {
    if (/^(?:from|by|of)$/.test(this.text.lower[at + 1] ?? '')) this.take('STARRING', at + 2, SURE.active);
  }

  /** "screenplay by A", "A's screenplay", "the script was written by A". */
  private made(at: number, relation: string): void {
    const { lower } = this.text;
    if (/^['’]s$/.test(lower[at - 1] ?? '')) {
      this.credit(relation, personListBefore(this.text, at - 1, this.spanByEnd, this.from), SURE.active);
      return;
    }
    let k = at + 1;
    const most = Math.min(this.to, at + MOST_CHAIN_WORDS);
    while (k < most && (BE.has(lower[k]) || /^(?:(?:co-)?written|composed|credited|to|done)$/.test(lower[k]))) k++;
    if (lower[k] === 'by') this.take(relation, k + 1, SURE.passive);
  }

  /** "the directorial debut of A", "A's directorial debut". */
  private debut(at: number): void {
    const { lower } = this.text;
    if (!/^(?:debut|début|effort|feature)$/.test(lower[at + 1] ?? '')) return;
    if (/^['’]s$/.test(lower[at - 1] ?? '')) {
      this.credit('DIRECTED_BY', personListBefore(this.text, at - 1, this.spanByEnd, this.from), SURE.debut);
      return;
    }
    const most = Math.min(this.to, at + 5);
    for (let k = at + 1; k < most; k++) {
      if (/^(?:of|by|for)$/.test(lower[k])) return void this.take('DIRECTED_BY', k + 1, SURE.debut);
    }
  }

  /** "director A", "the director was A"; people of the trade are named for other reasons as well. */
  private maker(at: number, relation: string): void {
    const { lower } = this.text;
    if (at > this.from && OTHER_MAKERS.has(lower[at - 1])) return;
    const span = personAt(this.text, BE.has(lower[at + 1]) ? at + 2 : at + 1, this.to);
    if (span !== null) this.credit(relation, [span], SURE.trade);
  }

  /** "A and B wrote the screenplay", "A plays C". */
  private doers(at: number, relation: string): void {
    const { lower } = this.text;
    if (lower[at + 1] === 'by') return;
    let before = at;
    const least = Math.max(this.from, at - MOST_WORDS_TO_VERB);
    while (before > least && BETWEEN_SUBJECT_AND_VERB.has(lower[before - 1])) before--;
    const confidence = this.isOfAnother(before, relation) ? OF_ANOTHER : SURE.active;
    this.credit(relation, personListBefore(this.text, before, this.spanByEnd, this.from), confidence);
  }

  /** "the detective Ted Low (Bob Roe)". */
  private bracket(at: number): void {
    const span = personAt(this.text, at + 1, this.to);
    if (span !== null && this.text.words[span.to] === ')') this.credit('STARRING', [span], SURE.bracket, true);
  }

  private take(relation: string, at: number, confidence: number): boolean {
    const { people } = personListAt(this.text, at, this.to, this.known);
    this.credit(relation, people, confidence);
    return people.length > 0;
  }

  private credit(relation: string, people: readonly WordSpan[], confidence: number, isWeak = false): void {
    for (const span of people) {
      if (this.known.fullName(this.text, span) === null) continue;
      this.credits.push({ relation, span, confidence: this.placed(confidence), isWeak });
    }
  }

  private placed(confidence: number): number {
    return confidence * BY_SENTENCE[Math.min(this.sentence, BY_SENTENCE.length - 1)];
  }
}

function isCastNoun(word: string): boolean {
  return CAST_NOUNS.has(word);
}
