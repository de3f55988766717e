import { Gazetteer } from '../gazetteer/gazetteer.js';
import type { WordText } from '../text/word-text.js';
import type { FactDraft } from './fact-draft.js';
import { COUNTRIES, GENRE_ALIASES, GENRES, WORK_NOUNS } from './lexicon.js';

/** The words between "is a" and "film" are few. */
const MOST_WORDS = 16;
const GENRE_CONFIDENCE = 0.9;
const COUNTRY_CONFIDENCE = 0.85;

const DEFINITIONS = createDefinitions();

/** Genre and country of "X is a 1995 Franco-German romantic comedy film": the phrase that defines a work. */
export function firstSentenceFacts(text: WordText): FactDraft[] {
  const { lower, starts, ends } = text;
  const limit = text.sentences[1] ?? lower.length;
  let from = 0;
  while (from < limit && !(/^(?:is|was)$/.test(lower[from]) && /^(?:an?|the)$/.test(lower[from + 1] ?? ''))) from++;
  let to = from + 2;
  const most = Math.min(limit, from + MOST_WORDS);
  let noun = -1;
  for (; to < most && !/^(?:that|which|about|by|directed|written|,|\.)$/.test(lower[to]); to++) {
    if (WORK_NOUNS.has(lower[to])) noun = to;
  }
  if (noun === -1) return [];
  const start = starts[from + 2];
  const phrase = text.text.slice(start, ends[noun]);
  return DEFINITIONS.find(phrase).map(({ start: at, end, names: [name] }) => ({
    relation: name.kind === 'genre' ? 'HAS_GENRE' : 'FROM_COUNTRY',
    name: name.label,
    kind: name.kind,
    attribute: null,
    start: start + at,
    end: start + end,
    confidence: name.kind === 'genre' ? GENRE_CONFIDENCE : COUNTRY_CONFIDENCE,
  }));
}

function createDefinitions(): Gazetteer {
  const gazetteer = new Gazetteer();
  for (const genre of GENRES) {
    const label = genre.replaceAll('-', ' ');
    gazetteer.add(label, { id: null, kind: 'genre', label });
  }
  for (const [alias, label] of GENRE_ALIASES) gazetteer.add(alias, { id: null, kind: 'genre', label });
  for (const [adjective, label] of COUNTRIES) gazetteer.add(adjective, { id: null, kind: 'place', label });
  return gazetteer;
}
