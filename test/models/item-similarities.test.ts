import { fitCoOccurrence } from '../../src/models/collaborative/co-occurrence.js';
import { fitEase } from '../../src/models/factors/ease.js';
import { fitItemSimilarity } from '../../src/models/knowledge/item-similarity.js';
import { invertMatrix } from '../../src/models/onnx/matrix-inverse.js';
import { fitTextSimilarity } from '../../src/models/text/text-similarity.js';
import { itemSimilarityContract } from '../contracts/item-similarity.contract.js';

itemSimilarityContract('the co-occurrence matrix', {
  fitModel: ({ userItems, itemUsers }, neighbours) =>
    fitCoOccurrence(userItems, itemUsers, { userExponent: 0.5, neighbours }),
  ndcgFloor: 0.6,
});

itemSimilarityContract('the knowledge similarity', {
  fitModel: ({ itemEntities, itemCount }, neighbours) =>
    fitItemSimilarity(itemCount, [{ itemEntities, weight: 1 }], [], {
      entityExponent: 0.8,
      targetExponent: 0.4,
      neighbours,
      maxEntityDegree: 100,
    }),
  ndcgFloor: 0.5,
});

itemSimilarityContract('the text similarity', {
  fitModel: ({ texts }, neighbours) => fitTextSimilarity(texts, { neighbours, maxDocumentShare: 0.5 }),
  ndcgFloor: 0.48,
});

itemSimilarityContract('EASE', {
  fitModel: ({ userItems, itemCount }, neighbours) =>
    fitEase(
      userItems,
      itemCount,
      { userExponent: 0.5, regularisation: 5, popularityRegularisation: 0.5, neighbours },
      [],
      invertMatrix,
    ),
  ndcgFloor: 0.53,
  mayBeNegative: true,
});
