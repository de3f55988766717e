import { fitCoOccurrence } from '../../src/models/collaborative/co-occurrence.js';
import { ExactWalk } from '../../src/models/collaborative/exact-walk.js';
import { NeighbourWalk } from '../../src/models/collaborative/neighbour-walk.js';
import { scoreWalk } from '../../src/models/collaborative/score-walk.js';
import { FactorModel } from '../../src/models/factors/factor-model.js';
import { DEFAULT_ALS_CONFIG, fitImplicitAls } from '../../src/models/factors/implicit-als.js';
import { DegreePowers } from '../../src/models/sparse/degree-powers.js';
import { bytesOf, float32Of } from '../../src/models/store/array-file.js';
import { readSparseMatrix, writeSparseMatrix } from '../../src/models/store/sparse-matrix-file.js';
import { TextEncoder } from '../../src/models/text/text-encoder.js';
import { scorerContract } from '../contracts/scorer.contract.js';
import type { Scorer } from './small-world.js';

const POWERS = { item: new DegreePowers(0.6), user: new DegreePowers(0.5), popularity: new DegreePowers(0.2) };

scorerContract('the collaborative walk', {
  fitModel: ({ userItems, itemUsers }) => {
    const matrix = fitCoOccurrence(userItems, itemUsers, {
      userExponent: 0.5,
      neighbours: 50,
      popularityExponent: 0.2,
    });
    const scorer =
      (gram: typeof matrix): Scorer =>
      (history, into) =>
        scoreWalk(gram, itemUsers, history, POWERS, into);
    return { score: scorer(matrix), reload: () => scorer(readSparseMatrix(writeSparseMatrix(matrix))) };
  },
  ndcgFloor: 0.58,
});

scorerContract('the exact walk', {
  fitModel: ({ userItems, itemUsers }) => {
    const walk = new ExactWalk();
    return { score: (history, into, user) => walk.score(userItems, itemUsers, history, POWERS, user, into) };
  },
  ndcgFloor: 0.58,
});

scorerContract('the walk through neighbours', {
  fitModel: ({ userItems, itemUsers }) => {
    const walk = new NeighbourWalk();
    const config = { neighbours: 25, ...POWERS };
    return { score: (history, into, user) => walk.score(userItems, itemUsers, history, config, user, into) };
  },
  ndcgFloor: 0.54,
});

scorerContract('implicit ALS', {
  fitModel: ({ userItems, itemUsers }, seed) => {
    const config = { ...DEFAULT_ALS_CONFIG, embeddingSize: 8, epochs: 10, seed };
    const model = fitImplicitAls(userItems, itemUsers, config);
    const scorer =
      (factors: FactorModel): Scorer =>
      (history, into) =>
        factors.scoreAll(factors.foldInUser(history), into);
    const reload = (): Scorer => {
      const settings = JSON.parse(JSON.stringify(model.settings));
      const [items, users] = [model.itemFactors, model.userFactors].map((array) => float32Of(bytesOf(array)));
      return scorer(new FactorModel(settings, items, users));
    };
    return { score: scorer(model), reload };
  },
  ndcgFloor: 0.43,
  mayBeNegative: true,
});

scorerContract('text vectors', {
  fitModel: ({ texts, itemCount }, seed) => {
    const fitted = TextEncoder.fit(texts, { embeddingSize: 16, maxTerms: 1000, seed });
    const scorer = (encoder: TextEncoder): Scorer => {
      const vectors = encoder.encodeAll(texts);
      const size = encoder.embeddingSize;
      return (history, into) => {
        const profile = new Float32Array(size);
        for (let n = 0; n < history.length; n++) {
          const item = history.items[n];
          if (item < 0 || item >= itemCount) continue;
          for (let k = 0; k < size; k++) profile[k] += history.strengths[n] * vectors[item * size + k];
        }
        for (let item = 0; item < itemCount; item++) {
          for (let k = 0; k < size; k++) into[item] += vectors[item * size + k] * profile[k];
        }
      };
    };
    return { score: scorer(fitted), reload: () => scorer(new TextEncoder(structuredClone(fitted.state))) };
  },
  ndcgFloor: 0.48,
  mayBeNegative: true,
});
