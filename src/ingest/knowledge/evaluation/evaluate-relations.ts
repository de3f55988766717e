import { IsthmusError } from '../../../domain/errors.js';
import type { ExtractedFact, FactExtractor } from '../../../domain/extraction.js';
import { nameForm } from '../resolution/name-form.js';
import { type FactScores, FactTally } from './fact-scores.js';
import type { RelationExample } from './relation-set.js';

/** Which items count: rules may be written by looking at the even ones, so the odd ones say how good they are. */
export const HALVES = ['odd', 'even', 'all'] as const;
export type Half = (typeof HALVES)[number];

/** How well an extractor finds what texts state. */
export interface RelationEvaluation {
  readonly relations: Readonly<Record<string, FactScores>>;
  readonly texts: number;
  /** Facts whose span is not in their text. */
  readonly withoutSpan: number;
  /** On one core. */
  readonly textsPerSecond: number;
}

/**
 * Compares found names with the right ones. Judged are the relations for which somebody has said what is right about
 * the item; a name that is right but not in the text by this spelling is neither an error nor a find.
 */
export async function evaluateRelations(
  examples: readonly RelationExample[],
  half: Half,
  extractor: FactExtractor,
  signal?: AbortSignal,
): Promise<RelationEvaluation> {
  const measured = examples.filter(({ id }) => half === 'all' || halfOf(id) === half);
  if (measured.length === 0) {
    throw new IsthmusError('INVALID_ARGUMENT', `No item has an ${half} id. Measure all of them with --half all.`);
  }
  const tallies = new Map<string, FactTally>();
  for (const { gold } of examples) for (const relation of gold.keys()) tallies.set(relation, new FactTally());
  let texts = 0;
  let withoutSpan = 0;
  // The time of the processor and not of the clock: other programs may keep it busy.
  const started = process.cpuUsage();
  for (const example of measured) {
    signal?.throwIfAborted();
    const { id, text, gold } = example;
    const document = { id, text, subject: { type: 'Item', id }, title: null } as const;
    const { facts } = await extractor.extract(document, signal === undefined ? {} : { signal });
    texts++;
    withoutSpan += facts.filter((fact) => !hasSpan(fact, text)).length;
    for (const [relation, { inText, elsewhere }] of gold) {
      const found = new Set(facts.filter((fact) => fact.relation === relation).map((fact) => nameForm(fact.name)));
      const tally = tallies.get(relation);
      if (tally === undefined) continue;
      for (const name of found) {
        if (inText.has(name)) tally.right++;
        else if (!elsewhere.has(name)) tally.wrong++;
      }
      for (const name of inText) if (!found.has(name)) tally.missed++;
    }
  }
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1_000_000;
  return {
    relations: Object.fromEntries([...tallies].sort().map(([relation, tally]) => [relation, tally.scores()])),
    texts,
    withoutSpan,
    textsPerSecond: Math.round(texts / seconds),
  };
}

/** By the last digit of the id; ids without one by their length, which is as arbitrary and as fixed. */
export function halfOf(id: string): 'odd' | 'even' {
  const digits = /(\d)\D*$/.exec(id);
  return (digits === null ? id.length : Number(digits[1])) % 2 === 1 ? 'odd' : 'even';
}

/** True when the fact's place lies in the text and holds something that can be read. */
export function hasSpan({ start, end }: ExtractedFact, text: string): boolean {
  return start >= 0 && end <= text.length && start < end && /[\p{L}\p{N}]/u.test(text.slice(start, end));
}
