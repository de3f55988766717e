import type { SparseMatrix } from '../../../src/domain/sparse-matrix.js';
import type { Interactions } from '../../../src/models/baselines/baseline-model.js';
import { EmbeddingDotProduct } from '../../../src/models/baselines/embedding-dot-product.js';
import { ImplicitFactors } from '../../../src/models/baselines/implicit-factors.js';
import { ItemNeighbours } from '../../../src/models/baselines/item-neighbours.js';
import { ItemRegression } from '../../../src/models/baselines/item-regression.js';
import { MostPopular } from '../../../src/models/baselines/most-popular.js';
import { RandomWalk } from '../../../src/models/baselines/random-walk.js';
import { SIMILARITY_KINDS } from '../../../src/models/baselines/row-similarity.js';
import { UserNeighbours } from '../../../src/models/baselines/user-neighbours.js';
import { DEFAULT_ALS_CONFIG } from '../../../src/models/factors/implicit-als.js';
import { invertMatrix } from '../../../src/models/onnx/matrix-inverse.js';
import { TextEncoder } from '../../../src/models/text/text-encoder.js';
import { fitTextSimilarity } from '../../../src/models/text/text-similarity.js';
import { baselineModelContract } from '../../contracts/baseline-model.contract.js';

baselineModelContract('most popular', {
  fitModel: (world) => MostPopular.fit(world),
  ndcgFloor: 0.26,
  isImpersonal: true,
});

for (const similarity of SIMILARITY_KINDS) {
  baselineModelContract(`item-based collaborative filtering by ${similarity}`, {
    fitModel: (world) => ItemNeighbours.fit(world, { similarity, neighbours: 30, shrinkage: 2 }),
    ndcgFloor: 0.5,
  });
  baselineModelContract(`user-based collaborative filtering by ${similarity}`, {
    fitModel: (world) => new UserNeighbours(world, { similarity, neighbours: 30, shrinkage: 2 }),
    ndcgFloor: 0.6,
  });
}

baselineModelContract('the random walk', {
  fitModel: (world) =>
    RandomWalk.fit(world, { itemExponent: 0.6, userExponent: 0.5, popularityExponent: 0.2, neighbours: 50 }),
  ndcgFloor: 0.58,
});

baselineModelContract('implicit factors', {
  fitModel: (world, seed) => ImplicitFactors.fit(world, { ...DEFAULT_ALS_CONFIG, embeddingSize: 8, seed }),
  ndcgFloor: 0.43,
  mayBeNegative: true,
});

const ease = (world: Interactions, itemCount: number) => ({
  userExponent: 0,
  regularisation: ItemRegression.usualRegularisation(world, itemCount),
  popularityRegularisation: 0,
  neighbours: Number.POSITIVE_INFINITY,
});

baselineModelContract('item-item regression', {
  fitModel: (world) => ItemRegression.fit(world, world.itemCount, ease(world, world.itemCount), [], invertMatrix),
  ndcgFloor: 0.55,
  mayBeNegative: true,
});

baselineModelContract('item-item regression with texts', {
  fitModel: (world) => {
    const similarity: SparseMatrix = fitTextSimilarity(world.texts, { neighbours: 50, maxDocumentShare: 0.5 });
    const config = ease(world, world.itemCount);
    const sides = [{ similarity, weight: config.regularisation / 10 }];
    return ItemRegression.fit(world, world.itemCount, config, sides, invertMatrix);
  },
  ndcgFloor: 0.55,
  mayBeNegative: true,
});

baselineModelContract('text vectors', {
  fitModel: ({ texts }, seed) => {
    const encoder = TextEncoder.fit(texts, { embeddingSize: 16, maxTerms: 1000, seed });
    return new EmbeddingDotProduct(encoder.encodeAll(texts), encoder.embeddingSize);
  },
  ndcgFloor: 0.48,
  mayBeNegative: true,
});
