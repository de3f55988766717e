import { attributeOf, intAttribute, type ModelEdit, type OnnxNode } from './model-edit.js';
import type { QuantisationOptions } from './quantisation-options.js';
import { quantiseRows } from './quantised-matrix.js';

const ELEMENT_TYPE_FLOAT = 1;

/**
 * Tables of vectors, of which a request looks rows up, are kept in 8 bits with one scale a row: a quarter of the
 * memory, and only the rows looked up are turned back. Returns how many tables there were.
 */
export function quantiseTables(model: ModelEdit, { fewestTableRows }: QuantisationOptions): number {
  const tables = new Map<string, { readonly values: string; readonly scales: string }>();
  for (const node of [...model.nodes]) {
    const [table, rows] = node.input ?? [];
    const values = node.opType === 'Gather' && attributeOf(node, 'axis', 0) === 0 ? model.floats(table) : null;
    const [rowCount, columns, ...more] = model.dimensions(table);
    if (values === null || columns === undefined || more.length > 0 || rowCount < fewestTableRows) continue;
    const quantised = tables.get(table) ?? addTable(model, table, values, columns);
    tables.set(table, quantised);
    model.replace(node, lookUpNodes(model, node, rows, quantised));
  }
  return tables.size;
}

function addTable(model: ModelEdit, table: string, matrix: Float32Array, columns: number) {
  const { values, scales } = quantiseRows(matrix, columns);
  return {
    values: model.addConstant(values, [scales.length, columns], `${table}_int8`),
    scales: model.addConstant(scales, [scales.length, 1], `${table}_scales`),
  };
}

function lookUpNodes(
  model: ModelEdit,
  node: OnnxNode,
  rows: string,
  table: { readonly values: string; readonly scales: string },
): OnnxNode[] {
  const [output] = node.output ?? [];
  const name = (part: string): string => model.freshName(`${output}_${part}`);
  const [values, reals, scales] = [name('int8'), name('reals'), name('scales')];
  return [
    { opType: 'Gather', input: [table.values, rows], output: [values] },
    { opType: 'Cast', input: [values], output: [reals], attribute: [intAttribute('to', ELEMENT_TYPE_FLOAT)] },
    { opType: 'Gather', input: [table.scales, rows], output: [scales] },
    { opType: 'Mul', input: [reals, scales], output: [output] },
  ];
}
