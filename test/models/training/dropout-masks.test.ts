import { Tape } from '../../../src/models/autodiff/tape.js';
import { drawMasks } from '../../../src/models/training/dropout-masks.js';

test('masks of dropout fit the batch, keep the mean and are the same for the same step', () => {
  const tape = new Tape();
  tape.input('x', ['batch', 3]);
  tape.dropoutMask('mask', ['5*batch', 8], 0.2);
  const inputs = { x: { data: new Float32Array(300), dimensions: [100, 3] } };
  const { mask, ...others } = drawMasks(tape, inputs, 1, 9);
  expect([mask.dimensions, others]).toEqual([[500, 8], {}]);
  expect(new Set(mask.data)).toEqual(new Set([0, 1.25]));
  let sum = 0;
  for (const x of mask.data) sum += x;
  expect(sum / mask.data.length).toBeCloseTo(1, 1);
  expect(drawMasks(tape, inputs, 1, 9).mask).toEqual(mask);
  expect(drawMasks(tape, inputs, 1, 10).mask).not.toEqual(mask);
  expect(drawMasks(tape, inputs, 2, 9).mask).not.toEqual(mask);
  expect(() => drawMasks(tape, {}, 1, 9)).toThrow('how large "batch" is');
});
