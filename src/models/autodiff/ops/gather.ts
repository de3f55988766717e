import { productOf, type Shape } from '../shape.js';
import type { Value } from '../tape.js';
import { expandTo } from './broadcast.js';
import { reshape } from './reshape.js';

/**
 * The rows of a table that the indices name: the look-up of embeddings, or of a value by segment. The gradient is one
 * row for each index, never a whole table. An index outside of the table ends the run with an error.
 */
export function gatherRows(table: Value, indices: Value): Value {
  return table.tape.apply({
    operator: 'Gather',
    inputs: [table, indices],
    shape: [...indices.shape, ...table.shape.slice(1)],
    type: table.type,
    attributes: { axis: 0 },
    gradient: (upstream) => [{ indices, rows: upstream }, null],
  });
}

/** Adds up rows that belong to the same of `count` segments; `segments` names the segment of every row. */
export function segmentSum(rows: Value, segments: Value, count: number | string): Value {
  return scatterRows(rows, segments, [count, ...rows.shape.slice(segments.shape.length)]);
}

/** A value of this shape whose rows are the sums of those given for them, and zero where none was given. */
export function scatterRows(rows: Value, indices: Value, shape: Shape): Value {
  const width = productOf(shape.slice(1));
  const count = productOf(indices.shape);
  const flat = reshape(rows, [count, width]);
  // ONNX Runtime adds up ScatterElements one by one and in order, unlike ScatterND, so that results are repeatable.
  const summed = rows.tape.apply({
    operator: 'ScatterElements',
    inputs: [zeros(rows, [shape[0], width]), expandTo(reshape(indices, [count, 1]), [count, width]), flat],
    shape: [shape[0], width],
    attributes: { axis: 0, reduction: 'add' },
    gradient: (upstream) => [null, null, gatherRows(upstream, reshape(indices, [count]))],
  });
  return reshape(summed, shape);
}

/** The one number of each row that the indices name; rows lie along the last axis. */
export function pickColumns(x: Value, indices: Value): Value {
  const rows = x.shape.slice(0, -1);
  const axis = rows.length;
  const columns = reshape(indices, [...rows, 1]);
  const picked = x.tape.apply({
    operator: 'GatherElements',
    inputs: [x, columns],
    shape: [...rows, 1],
    attributes: { axis },
    gradient: (upstream) => [putColumns(upstream, columns, x.shape), null],
  });
  return reshape(picked, rows);
}

/** Zeros but for one number a row. */
function putColumns(values: Value, columns: Value, shape: Shape): Value {
  return values.tape.apply({
    operator: 'ScatterElements',
    inputs: [zeros(values, shape), columns, values],
    shape,
    attributes: { axis: shape.length - 1 },
    gradient: (upstream) => [null, null, reshape(pickColumns(upstream, columns), values.shape)],
  });
}

function zeros(beside: Value, shape: Shape): Value {
  return expandTo(beside.tape.scalar(0), shape);
}
