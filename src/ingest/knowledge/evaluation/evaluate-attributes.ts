import type { ExtractedFact, FactExtractor } from '../../../domain/extraction.js';
import { AttributeExtractor } from '../attributes/attribute-extractor.js';
import type { AttributeGold, AttributeSet } from './attribute-set.js';
import { hasSpan } from './evaluate-relations.js';
import { type FactScores, FactTally } from './fact-scores.js';

/** How well values of attributes are found. */
export interface AttributeEvaluation extends FactScores {
  readonly protocol: string;
  readonly texts: number;
  readonly withoutSpan: number;
  readonly byAttribute: Readonly<Record<string, FactScores>>;
}

/** Makes an extractor that knows what was learnt. */
export type LearntExtractor = (attributes: AttributeExtractor) => Promise<FactExtractor>;

const FOLDS = 5;

interface Tallies {
  readonly byAttribute: Map<string, FactTally>;
  withoutSpan: number;
}

/** Measures on the test texts what is learnt from the others; without others, on each fifth what four fifths teach. */
export async function evaluateAttributes(
  test: AttributeSet,
  train: AttributeSet | null,
  make: LearntExtractor,
  signal?: AbortSignal,
): Promise<AttributeEvaluation> {
  const tallies: Tallies = { byAttribute: new Map(), withoutSpan: 0 };
  const { examples } = test;
  const learning = signal === undefined ? {} : { signal };
  if (train !== null) {
    const extractor = await make(AttributeExtractor.learn(train.examples, learning));
    await score(examples, test.saysAbsence, extractor, tallies, signal);
  } else {
    for (let fold = 0; fold < FOLDS; fold++) {
      const others = examples.filter((_, k) => k % FOLDS !== fold);
      const extractor = await make(AttributeExtractor.learn(others, learning));
      await score(
        examples.filter((_, k) => k % FOLDS === fold),
        test.saysAbsence,
        extractor,
        tallies,
        signal,
      );
    }
  }
  const total = new FactTally();
  for (const tally of tallies.byAttribute.values()) total.add(tally);
  return {
    protocol:
      train === null ? `${FOLDS}-fold cross-validation, there is no training file` : 'learnt from the training file',
    texts: examples.length,
    ...total.scores(),
    withoutSpan: tallies.withoutSpan,
    byAttribute: Object.fromEntries([...tallies.byAttribute].sort().map(([name, tally]) => [name, tally.scores()])),
  };
}

async function score(
  examples: readonly AttributeGold[],
  saysAbsence: boolean,
  extractor: FactExtractor,
  tallies: Tallies,
  signal?: AbortSignal,
): Promise<void> {
  const tallyOf = (attribute: string): FactTally => {
    const known = tallies.byAttribute.get(attribute) ?? new FactTally();
    tallies.byAttribute.set(attribute, known);
    return known;
  };
  for (const [index, { text, category, answers }] of examples.entries()) {
    signal?.throwIfAborted();
    const id = String(index);
    const { facts } = await extractor.extract(
      { id, text, subject: { type: 'Item', id }, title: null, category },
      signal === undefined ? {} : { signal },
    );
    tallies.withoutSpan += facts.filter((fact) => !hasSpan(fact, text)).length;
    const found = valuesOf(facts);
    for (const [attribute, values] of found) {
      const right = answers.get(attribute);
      if (right === undefined && saysAbsence) continue;
      for (const value of values) {
        if (right?.has(value) === true) tallyOf(attribute).right++;
        else tallyOf(attribute).wrong++;
      }
    }
    for (const [attribute, right] of answers) {
      // Several right values are several wordings where absence is said, several finds where every value is marked.
      const missing = [...right].filter((value) => found.get(attribute)?.has(value) !== true).length;
      const isMissed = saysAbsence ? missing === right.size && right.size > 0 : missing > 0;
      if (isMissed) tallyOf(attribute).missed += saysAbsence ? 1 : missing;
    }
  }
}

function valuesOf(facts: readonly ExtractedFact[]): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const { relation, attribute, name } of facts) {
    if (relation !== 'HAS_ATTRIBUTE' || attribute === null) continue;
    const known = values.get(attribute) ?? new Set();
    values.set(attribute, known.add(name));
  }
  return values;
}
