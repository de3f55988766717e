import type { SceneRecord } from '../../domain/records.js';
import { characterGramsOf } from '../../models/text/tokens.js';
import type { SituationToken } from './situation-tokens.js';

/** Where a piece of a word occurs in phrases: which one, whose it is, and what share of it the piece is. */
interface Occurrence {
  readonly phrase: number;
  readonly scene: number;
  readonly share: number;
}

/** A phrase's name is known by its pieces; how much of the best phrase of each scene a text has. */
export interface Likeness {
  /** By scene, in [0, 1]. */
  readonly best: Float64Array;
  /** By scene: the share of the text's pieces, weighed by rarity, that are the scene's; all together at most 1. */
  readonly shares: Float64Array;
}

/** Words that are in phrases of every scene and say nothing about any. */
const FUNCTION_WORDS = new Set(
  'on in at to for with and or by from is am are i me we it up out off not no do doing have get go going just 的 了 在 和 我 着 里 上 个 一 是 有 去 来 不 听 看 点 什 么'.split(
    ' ',
  ),
);

/**
 * Compares texts with the phrases of scenes by words and runs of characters, TF-IDF weighed: the prototypes that need
 * no model. Word forms and parts of Chinese words meet in them; other words for the same thing do not.
 */
export class PhraseLikeness {
  private readonly occurrences = new Map<string, Occurrence[]>();
  private readonly rarity = new Map<string, number>();
  private readonly phraseCount: number;

  constructor(
    scenes: readonly SceneRecord[],
    private readonly tokensOf: (text: string) => readonly SituationToken[],
  ) {
    const phrases = scenes.flatMap(({ label, labelZh, phrases: more }, scene) =>
      [...new Set([label, labelZh, ...more])].map((text) => ({ scene, pieces: piecesOf(tokensOf(text)) })),
    );
    this.phraseCount = phrases.length;
    for (const { pieces } of phrases) {
      for (const piece of pieces) this.rarity.set(piece, (this.rarity.get(piece) ?? 0) + 1);
    }
    for (const [piece, count] of this.rarity) this.rarity.set(piece, Math.log(1 + phrases.length / count));
    for (const [phrase, { scene, pieces }] of phrases.entries()) {
      let total = 0;
      for (const piece of pieces) total += this.rarityOf(piece);
      for (const piece of pieces) {
        const list = this.occurrences.get(piece) ?? [];
        list.push({ phrase, scene, share: this.rarityOf(piece) / total });
        this.occurrences.set(piece, list);
      }
    }
  }

  compare(text: string, sceneCount: number): Likeness {
    const best = new Float64Array(sceneCount);
    const shares = new Float64Array(sceneCount);
    const found = new Map<number, number>();
    let total = 0;
    for (const piece of piecesOf(this.tokensOf(text))) {
      total += this.rarityOf(piece);
      const occurrences = this.occurrences.get(piece) ?? [];
      for (const { phrase, scene, share } of occurrences) {
        const sum = (found.get(phrase) ?? 0) + share;
        found.set(phrase, sum);
        if (sum > best[scene]) best[scene] = sum;
        shares[scene] += this.rarityOf(piece) / occurrences.length;
      }
    }
    if (total > 0) for (let scene = 0; scene < sceneCount; scene++) shares[scene] /= total;
    return { best, shares };
  }

  private rarityOf(piece: string): number {
    return this.rarity.get(piece) ?? Math.log(1 + this.phraseCount);
  }
}

/** The stems, the runs of three characters of words, and the pairs of neighbouring characters of unspaced scripts. */
function piecesOf(tokens: readonly SituationToken[]): Set<string> {
  const pieces = new Set<string>();
  for (const [n, { stem }] of tokens.entries()) {
    const before = tokens[n - 1];
    if (stem.length === 1 && before?.stem.length === 1) pieces.add(before.stem + stem);
    if (FUNCTION_WORDS.has(stem)) continue;
    pieces.add(stem);
    for (const gram of characterGramsOf(stem)) pieces.add(gram);
  }
  return pieces;
}
