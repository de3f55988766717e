import { z } from 'zod';
import type { Language } from '../domain/nodes.js';
import { nodeRef } from '../graph/node-ref-text.js';
import type { SupportedFact } from '../ingest/knowledge/documents/document-store.js';
import type { StoredDocument } from '../ingest/knowledge/documents/source-document.js';
import { encodeGlobalId } from '../schema/global-id.js';
import { Document } from '../schema/knowledge/document.type.js';
import { Fact } from '../schema/knowledge/fact.type.js';
import type { Catalogue } from './catalogue.js';

/** What facts about an item are ordered by: how sure they are, the claim, and the document that states it. */
export type FactKey = readonly [confidence: number, claim: string, document: string];

/** The form of a fact's key inside a cursor. */
export const factKeySchema = z.tuple([z.number(), z.string(), z.string()]);

export function factKeyOf({ confidence, claim, document }: SupportedFact): FactKey {
  return [confidence, claim.id, document.id];
}

/** The surest first; among equals an order that does not change between requests. */
export function compareFactKeys(a: FactKey, b: FactKey): number {
  if (a[0] !== b[0]) return b[0] - a[0];
  for (const part of [1, 2] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return 0;
}

/** A stored document as the API shows it. */
export function documentNode({ provenance, about, ...document }: StoredDocument): Document {
  const ref = nodeRef(about);
  return new Document({ ...document, ...provenance, aboutId: ref === null ? null : encodeGlobalId(ref.type, ref.id) });
}

/** A stored fact as the API shows it. */
export function factNode(fact: SupportedFact, catalogue: Catalogue, language: Language): Fact {
  const { claim, document, ...fields } = fact;
  const shown = { ...fields, relation: claim.relation };
  return new Fact(shown, catalogue.node(claim.object, language), documentNode(document));
}
