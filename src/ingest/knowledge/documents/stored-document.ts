import {
  numberOrNull,
  type StoredProperties,
  textOf,
  textOrNull,
  type UnknownProperties,
  withoutNulls,
} from '../../../graph/records/stored-properties.js';
import type { StoredDocument } from './source-document.js';

/** A document as the properties of its node. */
export function documentProperties(document: StoredDocument): StoredProperties {
  const { id, about, contentHash, extractor, readAt } = document;
  const { kind, source, licence, url } = document.provenance;
  return withoutNulls({ id, about, kind, source, licence, url, contentHash, extractor, readAt });
}

export function documentFromProperties(properties: UnknownProperties): StoredDocument {
  return {
    id: textOf(properties, 'id'),
    about: textOf(properties, 'about'),
    provenance: {
      kind: textOf(properties, 'kind'),
      source: textOf(properties, 'source'),
      licence: textOrNull(properties, 'licence'),
      url: textOrNull(properties, 'url'),
    },
    contentHash: textOf(properties, 'contentHash'),
    extractor: textOf(properties, 'extractor'),
    readAt: numberOrNull(properties, 'readAt') ?? 0,
  };
}
