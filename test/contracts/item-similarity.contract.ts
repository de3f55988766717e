import type { SparseMatrix } from '../../src/domain/sparse-matrix.js';
import { scoreRows } from '../../src/models/collaborative/score-walk.js';
import { readSparseMatrix, writeSparseMatrix } from '../../src/models/store/sparse-matrix-file.js';
import { type SmallWorld, smallWorld } from '../models/small-world.js';
import { type ScorerContract, scorerContract } from './scorer.contract.js';

export interface ItemSimilarityContract {
  /** Fits the matrix with at most `neighbours` entries a row. */
  readonly fitModel: (world: SmallWorld, neighbours: number) => Promise<SparseMatrix> | SparseMatrix;
  readonly ndcgFloor: number;
  readonly mayBeNegative?: boolean;
}

/** What every item-item matrix keeps; scoring with it keeps the contract of a scorer. */
export function itemSimilarityContract(
  name: string,
  { fitModel, ndcgFloor, mayBeNegative = false }: ItemSimilarityContract,
): void {
  const scorer: ScorerContract = {
    ndcgFloor,
    mayBeNegative,
    fitModel: async (world) => {
      const matrix = await fitModel(world, 40);
      return {
        score: (history, into) => scoreRows(matrix, history, into),
        reload: () => {
          const stored = readSparseMatrix(writeSparseMatrix(matrix));
          return (history, into) => scoreRows(stored, history, into);
        },
      };
    },
  };
  scorerContract(name, scorer);

  describe(`${name} keeps the contract of an item-item matrix`, () => {
    const world = smallWorld();

    test.each([1, 5, Number.POSITIVE_INFINITY])(
      'rows hold at most %d entries, sorted by column',
      async (neighbours) => {
        const { rowCount, starts, ends, targets } = await fitModel(world, neighbours);
        for (let row = 0; row < rowCount; row++) {
          const columns = [...targets.subarray(starts[row], ends[row])];
          expect(columns.length).toBeLessThanOrEqual(neighbours);
          expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
        }
      },
    );

    test('has a row and a column an item, and no item stands for itself', async () => {
      const { rowCount, columnCount, starts, ends, targets } = await fitModel(world, 40);
      expect([rowCount, columnCount]).toEqual([world.itemCount, world.itemCount]);
      for (let row = 0; row < rowCount; row++) {
        expect(targets.subarray(starts[row], ends[row])).not.toContain(row);
      }
    });

    test('weights are numbers other than zero', async () => {
      const { weights } = await fitModel(world, 40);
      expect(weights.length).toBeGreaterThan(0);
      expect(weights.every((weight) => Number.isFinite(weight) && weight !== 0)).toBe(true);
      if (!mayBeNegative) expect(weights.every((weight) => weight > 0)).toBe(true);
    });
  });
}
