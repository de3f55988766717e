import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { degreesOf, transpose } from '../sparse/matrix-shape.js';
import { RowAccumulator } from '../sparse/row-accumulator.js';
import { SparseRows } from '../sparse/sparse-rows.js';
import { hashTerm } from './hash-term.js';
import { fitTfIdf } from './tf-idf.js';
import { wordsAndPairsOf } from './tokens.js';

export interface TextSimilarityConfig {
  /** How many entries a row keeps; Infinity keeps all. */
  readonly neighbours: number;
  /** A term in more than this share of the texts says nothing about any of them. */
  readonly maxDocumentShare: number;
}

/**
 * The cosine of TF-IDF vectors over words and pairs of words, for every pair of items; zero on the diagonal, the
 * strongest entries a row, sorted by column. `texts` has one place an item, empty when the item has no text.
 */
export function fitTextSimilarity(texts: readonly string[], config: TextSimilarityConfig): SparseMatrix {
  const { matrix: itemTerms } = fitTfIdf(
    texts.map((text) => wordsAndPairsOf(text).map(hashTerm)),
    { minDocuments: 2, ...config },
  );
  const termItems = transpose(itemTerms);
  const degrees = degreesOf(termItems);
  const accumulator = new RowAccumulator(texts.length);
  const rows = new SparseRows(texts.length, texts.length);
  for (let item = 0; item < texts.length; item++) {
    let additions = 0;
    for (let k = itemTerms.starts[item]; k < itemTerms.ends[item]; k++) additions += degrees[itemTerms.targets[k]];
    accumulator.begin(additions);
    for (let k = itemTerms.starts[item]; k < itemTerms.ends[item]; k++) {
      accumulator.addRow(termItems, itemTerms.targets[k], itemTerms.weights[k]);
    }
    accumulator.clear(item);
    accumulator.takeTop(config.neighbours, null, rows);
  }
  return rows.finish();
}
