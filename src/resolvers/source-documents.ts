import { IsthmusError } from '../domain/errors.js';
import type { FactSubject } from '../domain/extraction.js';
import type { SourceDocument } from '../ingest/knowledge/documents/source-document.js';
import { plainId } from '../schema/global-id.js';
import type { DocumentInput } from '../schema/knowledge/document.input.js';
import { checkedText, invalidArgument } from './argument-checks.js';
import type { Catalogue } from './catalogue.js';

const MAX_ID_CHARACTERS = 512;
const MAX_LABEL_CHARACTERS = 200;
const MAX_URL_CHARACTERS = 2_000;

/** A text of a client as a document; throws what is wrong with it. */
export function sourceDocument(input: DocumentInput, catalogue: Catalogue): SourceDocument {
  const id = checkedText(input.id, MAX_ID_CHARACTERS, 'id');
  if (id === null) throw invalidArgument('`id` is empty: give the text a name, so that it can be read again.');
  if (id.startsWith('description:')) {
    throw invalidArgument("`id` begins with `description:`, as those of items' descriptions do. Choose another one.");
  }
  const subject = subjectOf(input);
  if (!catalogue.has(subject)) {
    throw new IsthmusError('NOT_FOUND', `There is no ${subject.type} with the id "${subject.id.slice(0, 64)}".`);
  }
  return {
    id,
    text: input.text,
    subject,
    title: subject.type === 'Item' ? (catalogue.item(subject.id)?.title({}) ?? null) : null,
    provenance: {
      kind: checkedText(input.kind, MAX_LABEL_CHARACTERS, 'kind') ?? 'text',
      source: checkedText(input.source, MAX_LABEL_CHARACTERS, 'source') ?? 'api',
      licence: checkedText(input.licence, MAX_LABEL_CHARACTERS, 'licence'),
      url: checkedText(input.url, MAX_URL_CHARACTERS, 'url'),
    },
  };
}

function subjectOf({ itemId, userId }: DocumentInput): FactSubject & { readonly type: 'Item' | 'User' } {
  const isOfItem = itemId !== null && itemId !== undefined;
  const isOfUser = userId !== null && userId !== undefined;
  if (isOfItem && !isOfUser) return { type: 'Item', id: plainId('Item', itemId, 'itemId') };
  if (isOfUser && !isOfItem) return { type: 'User', id: plainId('User', userId, 'userId') };
  throw invalidArgument('The text needs exactly one of `itemId` and `userId`: say what it is about.');
}
