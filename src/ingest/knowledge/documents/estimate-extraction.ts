import type { ExtractionEstimate, FactExtractor } from '../../../domain/extraction.js';
import type { DocumentInputs } from './document-input.js';
import type { DocumentStore } from './document-store.js';
import { contentHash } from './source-document.js';

/** What reading these inputs would cost: documents that were read before, and are the same, cost nothing. */
export async function estimateExtraction(
  store: DocumentStore,
  extractor: FactExtractor,
  inputs: readonly DocumentInputs[],
  signal?: AbortSignal,
): Promise<ExtractionEstimate> {
  let total: ExtractionEstimate = { documents: 0, calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };
  for (const source of inputs) {
    for await (const batch of source) {
      signal?.throwIfAborted();
      const documents = batch.flatMap((input) =>
        input.type === 'document' && input.facts === undefined ? [input.document] : [],
      );
      const stored = await store.find(documents.map(({ id }) => id));
      const open = documents.filter((document) => {
        const before = stored.get(document.id);
        return before?.contentHash !== contentHash(document) || before.extractor !== extractor.version;
      });
      total = sum(total, extractor.estimate(open));
    }
  }
  return total;
}

function sum(a: ExtractionEstimate, b: ExtractionEstimate): ExtractionEstimate {
  return {
    documents: a.documents + b.documents,
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cost: a.cost === null || b.cost === null ? null : a.cost + b.cost,
  };
}
