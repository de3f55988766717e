import type { ExtractedFact, FactSubject, TextDocument } from '../../domain/extraction.js';
import type { RelationType } from '../../domain/ontology.js';
import type { StatedFact } from './extraction-answer.js';
import type { ExtractionVocabulary } from './extraction-vocabulary.js';
import { findSpan } from './find-span.js';
import type { TextPiece } from './text-pieces.js';

/** Why a fact is left out. */
export type DropReason =
  | 'relation not in the ontology'
  | 'kind not in the ontology'
  | 'relation does not join these'
  | 'span not in the text'
  | 'subject not in the text'
  | 'no subject'
  | 'not a name'
  | 'no such scene'
  | 'attribute missing or out of place'
  | 'confidence out of range'
  | 'names its own subject'
  | 'stated twice'
  | 'too many facts';

/** A fact that may be kept, or why not. */
export type CheckedFact =
  | { readonly isKept: true; readonly fact: ExtractedFact }
  | { readonly isKept: false; readonly reason: DropReason };

/** Where a fact comes from, and what it may say. */
export interface FactContext {
  readonly document: TextDocument;
  /** The whole text as the model was shown it. */
  readonly shown: string;
  readonly piece: TextPiece;
  readonly relations: ReadonlyMap<string, RelationType>;
  readonly vocabulary: ExtractionVocabulary;
}

const MAX_NAME_LENGTH = 120;
/** Signs of code and markup, and invisible ones: no name has them, and what gets past a model often does. */
const NO_NAME = /[\p{Cc}\p{Cf}<>{}`\\|=;$]/u;
/** A word of Latin and Cyrillic or Greek letters looks like a name that it is not. */
const MIXED_SCRIPTS =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
const ATTRIBUTE_NAME = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u;

/** Checks one fact against the text and the ontology. The model is believed in nothing that can be looked up. */
export function checkFact(stated: StatedFact, context: FactContext): CheckedFact {
  const { document, shown, piece, relations, vocabulary } = context;
  const drop = (reason: DropReason): CheckedFact => ({ isKept: false, reason });
  const relation = relations.get(stated.relation);
  if (relation === undefined) return drop('relation not in the ontology');
  const isScene = relation.objectTypes.includes('Scene');
  if (!isScene && !vocabulary.kinds.includes(stated.kind)) return drop('kind not in the ontology');
  if (!(stated.confidence > 0 && stated.confidence <= 1)) return drop('confidence out of range');
  const isAttribute = relation.name === 'HAS_ATTRIBUTE';
  if (isAttribute !== (stated.attribute !== null)) return drop('attribute missing or out of place');
  if (stated.attribute !== null && !ATTRIBUTE_NAME.test(stated.attribute)) return drop('not a name');

  const subject = subjectOf(stated, context);
  if (typeof subject === 'string') return drop(subject);
  const objectTypes = isScene ? ['Scene' as const] : (['Entity', 'Item'] as const);
  if (!relation.subjectTypes.includes(subject.type)) return drop('relation does not join these');
  if (!objectTypes.some((type) => relation.objectTypes.includes(type))) return drop('relation does not join these');

  const text = shown.slice(piece.start, piece.end);
  const span = findSpan(text, stated.quote ?? stated.name);
  if (span === null) return drop('span not in the text');
  const start = piece.start + span.start;
  const end = piece.start + span.end;
  if (!isName(document.text.slice(start, end))) return drop('not a name');
  const name = isScene ? sceneOf(stated.name, vocabulary) : nameOf(stated, shown, text.slice(span.start, span.end));
  if (name === null) return drop('no such scene');
  if (!isName(name)) return drop('not a name');
  if (sameName(name, document.title) || (subject.type === 'Entity' && sameName(name, subject.name))) {
    return drop('names its own subject');
  }
  const { attribute, confidence } = stated;
  const kind = isScene ? 'scene' : stated.kind;
  const where = { documentId: document.id, start, end, source: 'model' as const };
  return { isKept: true, fact: { ...where, subject, relation: relation.name, name, kind, attribute, confidence } };
}

/** Who the fact is about: the document's own subject, or something that the text names. */
function subjectOf(stated: StatedFact, { document, shown, vocabulary }: FactContext): FactSubject | DropReason {
  if (stated.subject === null || sameName(stated.subject, document.title)) return document.subject ?? 'no subject';
  if (!isName(stated.subject)) return 'not a name';
  if (findSpan(shown, stated.subject) === null) return 'subject not in the text';
  const kind = stated.subjectKind;
  if (kind === null || !vocabulary.kinds.includes(kind)) return 'kind not in the ontology';
  return { type: 'Entity', kind, name: tidy(stated.subject) };
}

/**
 * The full name, where the text has it and the quoted words are a part of it ("Villeneuve" in "Denis Villeneuve");
 * otherwise the quoted words themselves, so that a name is never one that the text does not have.
 */
function nameOf({ name }: StatedFact, shown: string, quoted: string): string {
  const isFull = findSpan(name, quoted.replaceAll(/\s+/g, ' ')) !== null && findSpan(shown, name) !== null;
  return tidy(isFull ? name : quoted);
}

function sceneOf(name: string, { scenes }: ExtractionVocabulary): string | null {
  return scenes.find((scene) => sameName(scene, name)) ?? null;
}

function isName(text: string): boolean {
  const name = tidy(text);
  const isSized = name.length > 0 && name.length <= MAX_NAME_LENGTH;
  return isSized && /[\p{L}\p{N}]/u.test(name) && !NO_NAME.test(name) && !MIXED_SCRIPTS.test(name);
}

function sameName(one: string, other: string | null): boolean {
  return other !== null && tidy(one).toLowerCase() === tidy(other).toLowerCase();
}

function tidy(name: string): string {
  return name.replaceAll(/\s+/g, ' ').trim();
}
