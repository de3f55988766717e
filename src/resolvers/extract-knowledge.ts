import { ERROR_CATALOGUE, IsthmusError } from '../domain/errors.js';
import type { SourceDocument } from '../ingest/knowledge/documents/source-document.js';
import type { FailedText } from '../ingest/knowledge/knowledge-base.js';
import { plainId } from '../schema/global-id.js';
import type { ExtractKnowledgeInput } from '../schema/knowledge/extract-knowledge.input.js';
import { type ExtractionCounts, ExtractKnowledgePayload } from '../schema/knowledge/extract-knowledge.payload.js';
import { MAX_BATCH_ENTRIES } from '../schema/mutations/max-batch-entries.js';
import { Problem } from '../schema/mutations/problem.type.js';
import { attempt, batchProblem } from './problems.js';
import type { RequestContext } from './request-context.js';
import { sourceDocument } from './source-documents.js';

const NOTHING: ExtractionCounts = { read: 0, unchanged: 0, facts: 0, dropped: {} };

/** Reads the texts that can be read; the others are told by their place in the input. */
export async function extractKnowledge(
  { documents, itemIds }: ExtractKnowledgeInput,
  { services, catalogue, deadline }: RequestContext,
): Promise<ExtractKnowledgePayload> {
  const size = documents.length + itemIds.length;
  const tooMany = batchProblem(size, MAX_BATCH_ENTRIES, 'documents` and `itemIds');
  if (tooMany !== null) return new ExtractKnowledgePayload(NOTHING, [tooMany]);
  const errors: Problem[] = [];
  const texts: SourceDocument[] = [];
  const places: number[] = [];
  documents.forEach((input, index) => {
    const document = attempt(index, () => sourceDocument(input, catalogue));
    if (document instanceof Problem) errors.push(document);
    else places[texts.push(document) - 1] = index;
  });
  const items: string[] = [];
  for (const text of itemIds) {
    const id = attempt(null, () => plainId('Item', text, 'itemIds'));
    if (id instanceof Problem) errors.push(id);
    else if (catalogue.has({ type: 'Item', id })) items.push(id);
    else errors.push(new Problem('NOT_FOUND', `There is no Item with the id "${id.slice(0, 64)}".`));
  }
  if (texts.length + items.length === 0) return new ExtractKnowledgePayload(NOTHING, errors);
  const report = await deadline.within(services.knowledge.extract(texts, items, deadline.signal));
  for (const { index, ...failure } of report.failures) {
    errors.push(problemOf(failure, index === null ? null : places[index]));
  }
  return new ExtractKnowledgePayload(report, errors);
}

/** What was thrown may name servers and files, so only messages that are meant for clients get out; the log has the rest. */
function problemOf({ reason, error }: Omit<FailedText, 'index'>, index: number | null): Problem {
  if (error === null) return new Problem('INVALID_ARGUMENT', reason, index);
  const code = error instanceof IsthmusError ? error.code : 'INTERNAL';
  const { isPublic, meaning } = ERROR_CATALOGUE[code];
  return new Problem(code, isPublic ? reason : meaning, index);
}
