import { existsSync } from 'node:fs';
import { encodeTextsOf } from '../../../../src/app/encode-texts-of.js';
import { ContextNearness } from '../../../../src/ingest/knowledge/resolution/context-nearness.js';
import type { EntityContext } from '../../../../src/ingest/knowledge/resolution/entity-contexts.js';
import { judgedPairs } from '../../../../src/ingest/knowledge/resolution/likely-duplicates.js';
import { nameMatch } from '../../../../src/ingest/knowledge/resolution/name-match.js';
import { entity } from '../../../graph/graph-records.js';
import { type LabelledPair, readLabelledPairs } from './labelled-pairs.js';

const MODEL = '../shared/models/minilm';
if (!existsSync(MODEL)) console.warn(`Skipped: there is no sentence-transformer in ${MODEL}.`);

const pairs = readLabelledPairs();

/** The labelled pairs that are surely one for an encoder, by what people say of them. */
async function surePairs(textEncoderFolder: string | null, half: readonly LabelledPair[]) {
  const contexts = new Map<string, EntityContext>();
  const named = half.flatMap(({ kind, a, b }, n) => {
    const [from, into] = [entity(`a${n}`, { kind, label: a.name }), entity(`b${n}`, { kind, label: b.name })];
    contexts.set(from.id, { text: a.context, listed: new Set() });
    contexts.set(into.id, { text: b.context, listed: new Set() });
    const match = nameMatch(kind, a.name, b.name);
    return match === null ? [] : [{ from, into, match }];
  });
  const encode = encodeTextsOf({ textEncoderFolder, executionProvider: 'cpu' }, () => undefined);
  const texts = new Map(Array.from(contexts, ([id, { text }]) => [id, text]));
  const nearness = await ContextNearness.of(texts, encode);
  const sure = judgedPairs(named, contexts, nearness).filter(({ isSure }) => isSure);
  const labels = sure.map(({ from }) => half[Number(from.id.slice(1))]);
  return {
    right: labels.filter(({ isSame }) => isSame).length,
    wrong: labels.filter(({ isSame }) => !isSame).map(({ a, b }) => `${a.name} / ${b.name}`),
    same: half.filter(({ isSame }) => isSame).length,
  };
}

const HALVES = [
  ['on the pairs that the threshold was chosen on', false],
  ['on those that it was not', true],
] as const;

describe.each(HALVES)('%s', (_, isHeldBack) => {
  const half = pairs.filter((pair) => pair.isHeldBack === isHeldBack);

  test('nobody is taken for somebody else, and most of what is one is found', async () => {
    const { right, wrong, same } = await surePairs(null, half);
    expect(wrong).toEqual([]);
    expect(right / same).toBeGreaterThanOrEqual(0.7);
  });

  (existsSync(MODEL) ? test : test.skip)(
    'nor is anybody by a sentence-transformer',
    async () => {
      const { right, wrong, same } = await surePairs(MODEL, half);
      expect(wrong).toEqual([]);
      expect(right / same).toBeGreaterThanOrEqual(0.6);
    },
    120_000,
  );
});
