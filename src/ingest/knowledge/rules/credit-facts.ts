import { KnownPeople } from '../names/known-people.js';
import { nameText } from '../names/name-spans.js';
import type { WordText } from '../text/word-text.js';
import { CreditReader } from './credit-reader.js';
import type { FactDraft } from './fact-draft.js';

/** Who made a work and who plays in it, from all sentences of a text; surnames are written out in full. */
export function creditFacts(text: WordText): FactDraft[] {
  const known = KnownPeople.of(text);
  const credits = [];
  for (let sentence = 0; sentence + 1 < text.sentences.length; sentence++) {
    credits.push(...new CreditReader(text, sentence, known).read());
  }
  if (credits.every((credit) => credit.isWeak)) return [];
  return credits.map(({ relation, span, confidence }) => ({
    relation,
    name: known.fullName(text, span) ?? nameText(text, span),
    kind: 'person',
    attribute: null,
    start: text.starts[span.from],
    end: text.ends[span.to - 1],
    confidence,
  }));
}
