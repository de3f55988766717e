import { normalValues } from '../autodiff/initialisers.js';
import { gatherRows } from '../autodiff/ops/gather.js';
import { reshape } from '../autodiff/ops/reshape.js';
import { knownSize } from '../autodiff/shape.js';
import type { Value } from '../autodiff/tape.js';

/** Small, so that products of embeddings do not drown what else a network is given. */
const DEVIATION = 0.05;

/**
 * Where the rows of each categorical field begin in the one table that all of them share. One look-up for all fields
 * is faster than one a field. The first row of a field is for values that training has not seen.
 */
export function fieldOffsets(vocabularies: readonly number[]): number[] {
  return vocabularies.map((_, field) => totalRows(vocabularies.slice(0, field)));
}

/** How many rows the table of these fields has. */
export function totalRows(vocabularies: readonly number[]): number {
  return vocabularies.reduce((sum, rows) => sum + rows, 0);
}

/**
 * A learned vector for the value of each field, side by side: rows [n, fields] -> [n, fields · embeddingSize]. `rows`
 * names rows of the shared table: the number of a value plus the offset of its field.
 */
export function embedFields(name: string, rows: Value, tableRows: number, embeddingSize: number): Value {
  const table = rows.tape.parameter(name, [tableRows, embeddingSize], normalValues(DEVIATION));
  return reshape(gatherRows(table, rows), [rows.shape[0], knownSize(rows.shape, 1) * embeddingSize]);
}
