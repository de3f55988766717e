import { hash } from 'node:crypto';
import type { ExtractedFact, FactSource, FactSubject } from '../../../domain/extraction.js';
import type { NodeRef, NodeType } from '../../../domain/nodes.js';
import type { EntityRecord } from '../../../domain/records.js';
import { refText } from '../../../graph/node-ref-text.js';
import { type StoredProperties, textOf, type UnknownProperties } from '../../../graph/records/stored-properties.js';
import { slug } from '../../cleaning/slug.js';
import type { EntityResolver } from '../resolution/entity-resolver.js';

/** What texts state, whoever says it: two documents that say the same state one claim. */
export interface Claim {
  readonly id: string;
  readonly subject: NodeRef;
  readonly relation: string;
  readonly object: NodeRef;
}

/** A claim with the place where one document states it. */
export interface Statement {
  readonly claim: Claim;
  readonly fact: ExtractedFact;
  /** The words around the place, so that people can judge it without the text. */
  readonly quote: string;
  /** Entities that the claim needs at its ends. */
  readonly entities: readonly EntityRecord[];
}

const QUOTE_CHARACTERS = 60;
/** What remains when a quote begins or ends inside a sign of two units. */
const HALF_SIGN = /\p{Cs}/gu;

/** Turns a fact into a claim about nodes of the graph; names become known entities, or new ones. */
export function statementOf(fact: ExtractedFact, text: string, resolver: EntityResolver): Statement {
  const subject = endOf(fact.subject, resolver);
  const object = objectOf(fact, resolver);
  const claim = claimOf(subject.node, fact.relation, object.node);
  const entities = [subject.entity, object.entity].filter((entity) => entity !== null);
  return { claim, fact, quote: quoteOf(text, fact.start, fact.end), entities };
}

/** The claim that a relation holds between two nodes; equal claims have equal ids. */
export function claimOf(subject: NodeRef, relation: string, object: NodeRef): Claim {
  const parts = [refText(subject), relation, refText(object)];
  return { id: hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32), subject, relation, object };
}

/** The label that an edge of the graph has for its source: the words by which other parts of the platform know it. */
export function edgeSource(source: FactSource): string {
  if (source === 'rules') return 'text';
  return source === 'model' ? 'llm' : 'import';
}

/** Sources of edges that facts of documents have made; edges of any other belong to somebody else. */
export const EDGE_SOURCES: readonly string[] = ['text', 'llm', 'import'];

export function claimProperties({ id, subject, relation, object }: Claim): StoredProperties {
  return {
    id,
    about: refText(subject),
    names: refText(object),
    subjectType: subject.type,
    subject: subject.id,
    relation,
    objectType: object.type,
    object: object.id,
  };
}

export function claimFromProperties(properties: UnknownProperties): Claim {
  return {
    id: textOf(properties, 'id'),
    subject: { type: nodeType(textOf(properties, 'subjectType')), id: textOf(properties, 'subject') },
    relation: textOf(properties, 'relation'),
    object: { type: nodeType(textOf(properties, 'objectType')), id: textOf(properties, 'object') },
  };
}

export function statementProperties({ fact, quote }: Statement): StoredProperties {
  const { name, kind, start, end, confidence, source, attribute } = fact;
  const properties = { name, kind, start, end, confidence, source: edgeSource(source), quote };
  return attribute === null ? properties : { ...properties, attribute };
}

interface End {
  readonly node: NodeRef;
  readonly entity: EntityRecord | null;
}

function endOf(subject: FactSubject, resolver: EntityResolver): End {
  return subject.type === 'Entity' ? entityEnd(subject.kind, subject.name, resolver) : { node: subject, entity: null };
}

function objectOf({ kind, name, attribute }: ExtractedFact, resolver: EntityResolver): End {
  if (kind === 'scene') return { node: { type: 'Scene', id: resolver.sceneId(name) ?? slug(name) }, entity: null };
  return entityEnd(kind, attribute === null ? name : `${attribute}: ${name}`, resolver);
}

function entityEnd(kind: string, name: string, resolver: EntityResolver): End {
  const id = resolver.resolve(kind, name);
  return { node: { type: 'Entity', id }, entity: { id, kind, label: name, labelZh: null } };
}

function quoteOf(text: string, start: number, end: number): string {
  return text
    .slice(Math.max(0, start - QUOTE_CHARACTERS), end + QUOTE_CHARACTERS)
    .replaceAll(HALF_SIGN, '')
    .trim();
}

function nodeType(text: string): NodeType {
  return text === 'User' || text === 'Entity' || text === 'Scene' ? text : 'Item';
}
