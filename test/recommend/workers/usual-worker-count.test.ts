import { usualWorkerCount } from '../../../src/recommend/workers/usual-worker-count.js';

test('there is one thread a core, until the main thread could not keep up with them', () => {
  expect([1, 2, 4, 16, 128].map(usualWorkerCount)).toEqual([1, 2, 4, 4, 4]);
});
