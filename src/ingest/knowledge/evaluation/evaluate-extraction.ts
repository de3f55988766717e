import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../../../domain/errors.js';
import type { FactExtractor } from '../../../domain/extraction.js';
import { type AttributeSet, readAttributeJsonl, readAttributeTags } from './attribute-set.js';
import { type AttributeEvaluation, evaluateAttributes, type LearntExtractor } from './evaluate-attributes.js';
import { evaluateRelations, type Half } from './evaluate-relations.js';
import type { FactScores } from './fact-scores.js';
import { readRelationSet } from './relation-set.js';

/** What to measure, and with what. */
export interface EvaluateExtractionOptions {
  readonly folder: string;
  readonly half: Half;
  readonly extractor: FactExtractor;
  /** The extractor once attributes were learnt. */
  readonly learnt: LearntExtractor;
  readonly onStep?: (step: string) => void;
  readonly signal?: AbortSignal;
}

/** The figures of a folder of marked texts. */
export interface ExtractionReport {
  readonly relations: Readonly<Record<string, FactScores>>;
  /** By name of the set. */
  readonly attributes: Readonly<Record<string, AttributeEvaluation>>;
  readonly protocol: string;
  readonly texts: number;
  readonly withoutSpan: number;
  /** Null when nothing but learnt attributes was measured. */
  readonly textsPerSecond: number | null;
}

const READERS: readonly [ending: string, read: (path: string) => Promise<AttributeSet>][] = [
  ['.jsonl', readAttributeJsonl],
  ['.bio.txt', readAttributeTags],
];

/** Measures an extractor on a folder with `items.csv` and `gold.csv`, with `<name>.test.jsonl` or `.test.bio.txt`, or both. */
export async function evaluateExtraction(options: EvaluateExtractionOptions): Promise<ExtractionReport> {
  const { folder, half, extractor, learnt, onStep, signal } = options;
  const files = new Set(await filesOf(folder));
  const attributes: Record<string, AttributeEvaluation> = {};
  for (const file of [...files].sort()) {
    for (const [ending, read] of READERS) {
      if (!file.endsWith(`.test${ending}`)) continue;
      const name = file.slice(0, -`.test${ending}`.length);
      onStep?.(name);
      const trainFile = `${name}.train${ending}`;
      const train = files.has(trainFile) ? await read(join(folder, trainFile)) : null;
      attributes[name] = await evaluateAttributes(await read(join(folder, file)), train, learnt, signal);
    }
  }
  const sets = Object.values(attributes);
  const hasRelations = files.has('gold.csv') && files.has('items.csv');
  if (!hasRelations && sets.length === 0) {
    throw new IsthmusError(
      'INGEST_SOURCE_INVALID',
      `${folder} holds nothing to measure on. It needs items.csv and gold.csv, or files such as name.test.jsonl or name.test.bio.txt (docs/guide/language.md).`,
    );
  }
  if (hasRelations) onStep?.('relations');
  const found = hasRelations ? await evaluateRelations(await readRelationSet(folder), half, extractor, signal) : null;
  return {
    relations: found?.relations ?? {},
    attributes,
    protocol: `items with ${half === 'all' ? 'any' : `${half}`} ids; relations that are judged for an item, names compared without case and accents`,
    texts: (found?.texts ?? 0) + sets.reduce((sum, set) => sum + set.texts, 0),
    withoutSpan: (found?.withoutSpan ?? 0) + sets.reduce((sum, set) => sum + set.withoutSpan, 0),
    textsPerSecond: found?.textsPerSecond ?? null,
  };
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new IsthmusError(
      'INGEST_SOURCE_INVALID',
      `${folder} cannot be read as a folder. Give one with marked texts (docs/guide/language.md).`,
      { cause },
    );
  }
}
