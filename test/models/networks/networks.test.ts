import type { Random } from '../../../src/domain/random.js';
import { normalValues } from '../../../src/models/autodiff/initialisers.js';
import { concat } from '../../../src/models/autodiff/ops/concat.js';
import { gatherRows } from '../../../src/models/autodiff/ops/gather.js';
import { reduceMean } from '../../../src/models/autodiff/ops/reduce.js';
import { reshape } from '../../../src/models/autodiff/ops/reshape.js';
import type { Tape, Value } from '../../../src/models/autodiff/tape.js';
import { crossNetwork } from '../../../src/models/networks/cross-network.js';
import { embedFields, fieldOffsets, totalRows } from '../../../src/models/networks/field-embedding.js';
import { attendToItems, encodeItems } from '../../../src/models/networks/item-sequence.js';
import { mlp } from '../../../src/models/networks/mlp.js';
import { gateByScene, modulateByScene } from '../../../src/models/networks/scene-gates.js';
import { expertHeads, logit, sharedBottomHeads } from '../../../src/models/networks/task-heads.js';
import { type Example, learnRule, type Network } from './learn-rule.js';

/** What a network that found nothing loses is 0.69. */
const FOUND = 0.25;
const NOT_FOUND = 0.6;

const between = (random: Random, lowest: number, highest: number) => lowest + (highest - lowest) * random();
const pick = (random: Random, count: number) => Math.floor(random() * count);

const numbers = (tape: Tape, width = 4) => tape.input('x', ['batch', width]);

/** Whether two of four numbers have the same sign. */
function sameSign(random: Random): Example {
  const x = Array.from({ length: 4 }, () => between(random, -1, 1));
  return { inputs: { x }, labels: { y: x[0] * x[2] > 0 ? 1 : 0 } };
}

describe('crosses of features', () => {
  test('a linear model does not find whether two features have the same sign', async () => {
    expect(await learnRule((tape) => ({ y: logit('out', numbers(tape)) }), sameSign)).toBeGreaterThan(NOT_FOUND);
  });

  test.each<[string, Network]>([
    [
      'a cross network',
      (tape) => ({ y: logit('out', crossNetwork('cross', numbers(tape), { layers: 1, rank: null })) }),
    ],
    [
      'a cross network of low rank',
      (tape) => ({ y: logit('out', crossNetwork('cross', numbers(tape), { layers: 2, rank: 2 })) }),
    ],
    ['an MLP', (tape) => ({ y: logit('out', mlp('deep', numbers(tape), { hidden: [24, 12], droppedShare: 0 })) })],
  ])('%s does', async (_, network) => {
    expect(await learnRule(network, sameSign, 25)).toBeLessThan(FOUND);
  });

  test('a cross network without layers passes its inputs on', async () => {
    const network: Network = (tape) => ({
      y: logit('out', crossNetwork('cross', numbers(tape), { layers: 0, rank: null })),
    });
    expect(await learnRule(network, sameSign)).toBeGreaterThan(NOT_FOUND);
  });
});

describe('embedded fields', () => {
  const VOCABULARIES = [7, 5];
  const [, second] = fieldOffsets(VOCABULARIES);
  /** Which values of two fields go together, by numbers that mean nothing. */
  const matching = (random: Random): Example => {
    const [a, b] = [pick(random, 7), pick(random, 5)];
    return {
      inputs: { x: [a, b], rows: [a, second + b] },
      labels: { y: ((a * 3) % 7) % 2 === ((b * 2) % 5) % 2 ? 1 : 0 },
    };
  };

  test('learn what the numbers of the values do not tell', async () => {
    expect([fieldOffsets([7, 5, 2]), totalRows([7, 5, 2])]).toEqual([[0, 7, 12], 14]);
    const asNumbers: Network = (tape) => ({ y: logit('out', numbers(tape, 2)) });
    expect(await learnRule(asNumbers, matching)).toBeGreaterThan(NOT_FOUND);
    const embedded: Network = (tape) => {
      const x = embedFields('fields', tape.input('rows', ['batch', 2], 'int32'), totalRows(VOCABULARIES), 4);
      return { y: logit('out', crossNetwork('cross', x, { layers: 1, rank: null })) };
    };
    expect(await learnRule(embedded, matching, 20)).toBeLessThan(FOUND);
  });
});

describe('recent items', () => {
  const LENGTH = 5;
  const items = (tape: Tape) => gatherRows(itemTable(tape), tape.input('items', ['batch', LENGTH], 'int32'));
  const mask = (tape: Tape) => tape.input('mask', ['batch', LENGTH]);
  const itemTable = (tape: Tape) => tape.parameter('table', [8, 8], normalValues(0.5));
  const OPTIONS = { layers: 1, heads: 2, innerUnits: 16 };

  /** Whether item 6 is newer than item 7, both of which are always there. */
  const order = (random: Random): Example => {
    const count = 3 + pick(random, 3);
    const list = Array.from({ length: LENGTH }, () => pick(random, 6));
    const [newer, older] = [pick(random, count - 1), count - 1];
    const isFirst = random() < 0.5;
    list[newer] = isFirst ? 6 : 7;
    list[older] = isFirst ? 7 : 6;
    for (let n = count; n < LENGTH; n++) list[n] = 6 + pick(random, 2);
    return { inputs: { items: list, mask: list.map((_, n) => (n < count ? 1 : 0)) }, labels: { y: isFirst ? 1 : 0 } };
  };

  test('their order is learned by the encoder and not by their mean', async () => {
    const byMean: Network = (tape) => {
      mask(tape);
      return { y: logit('out', reduceMean(items(tape), [1])) };
    };
    expect(await learnRule(byMean, order)).toBeGreaterThan(NOT_FOUND);
    const encoded: Network = (tape) => {
      const x = encodeItems('items', items(tape), mask(tape), OPTIONS);
      return { y: logit('out', reshape(x, ['batch', LENGTH * 8])) };
    };
    expect(await learnRule(encoded, order, 25)).toBeLessThan(FOUND);
  });

  test('candidates find themselves among them by target attention', async () => {
    const contains = (random: Random): Example => {
      const list = Array.from({ length: LENGTH }, () => pick(random, 8));
      const candidate = random() < 0.5 ? list[pick(random, 3)] : pick(random, 8);
      const isThere = list.slice(0, 3).includes(candidate);
      return { inputs: { items: list, mask: [1, 1, 1, 0, 0], candidate: [candidate] }, labels: { y: isThere ? 1 : 0 } };
    };
    const network: Network = (tape) => {
      const table = itemTable(tape);
      const history = gatherRows(table, tape.input('items', ['batch', LENGTH], 'int32'));
      const candidates = gatherRows(table, tape.input('candidate', ['batch', 1], 'int32'));
      const found = attendToItems('target', candidates, history, mask(tape), 2);
      const both = reshape(concat([candidates, found], -1), ['batch', 16]);
      return { y: logit('out', mlp('deep', both, { hidden: [24], droppedShare: 0 })) };
    };
    expect(await learnRule(network, contains, 30)).toBeLessThan(FOUND);
  });
});

describe('scenes', () => {
  /** A feature counts for an item in one scene and against it in the other. */
  const byScene = (random: Random): Example => {
    const [x, scene] = [between(random, -1, 1), pick(random, 2)];
    return { inputs: { x: [x], scene: [scene, 1 - scene] }, labels: { y: (scene === 0 ? x : -x) > 0 ? 1 : 0 } };
  };
  const inputs = (tape: Tape): [Value, Value] => [numbers(tape, 1), tape.input('scene', ['batch', 2])];

  test('a linear model over feature and scene does not learn it', async () => {
    expect(await learnRule((tape) => ({ y: logit('out', concat(inputs(tape), 1)) }), byScene)).toBeGreaterThan(
      NOT_FOUND,
    );
  });

  test('modulation by the scene turns the sign', async () => {
    const network: Network = (tape) => ({ y: logit('out', modulateByScene('film', ...inputs(tape))) });
    expect(await learnRule(network, byScene, 40)).toBeLessThan(FOUND);
  });

  test('gates by the scene choose among units', async () => {
    const network: Network = (tape) => {
      const [x, scene] = inputs(tape);
      return { y: logit('out', gateByScene('gate', mlp('deep', x, { hidden: [8], droppedShare: 0 }), scene)) };
    };
    expect(await learnRule(network, byScene, 40)).toBeLessThan(FOUND);
  });
});

describe('several tasks', () => {
  /** Clicks follow a product of two numbers, ratings its opposite or another one. */
  const twoTasks = (random: Random): Example => {
    const x = Array.from({ length: 4 }, () => between(random, -1, 1));
    return { inputs: { x }, labels: { click: x[0] + x[1] > 0 ? 1 : 0, rating: x[0] * x[2] > 0 ? 1 : 0 } };
  };
  const TASKS = ['click', 'rating'] as const;

  test('each is learned, whether all share a bottom or experts', async () => {
    const shared: Network = (tape) =>
      sharedBottomHeads('heads', mlp('deep', numbers(tape), { hidden: [24], droppedShare: 0 }), TASKS, [12]);
    const experts: Network = (tape) => expertHeads('heads', numbers(tape), TASKS, { experts: 3, units: 12 });
    expect(await learnRule(shared, twoTasks, 25)).toBeLessThan(FOUND);
    expect(await learnRule(experts, twoTasks, 25)).toBeLessThan(FOUND);
  });
});
