import type { FactSubject } from '../../../domain/extraction.js';
import type { Ontology } from '../../../domain/ontology.js';
import type { FactDraft } from './fact-draft.js';

const LONGEST_NAME = 160;
/** Signs that turn the direction of writing or cannot be seen: a name with one is not what it looks like. */
const DECEIVING = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFC\uFFFD<>{}[\]|\\`$=;]/u;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MIXED_SCRIPTS =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;

/** Why a draft cannot be a fact, or null: the last gate before the graph, whatever a rule or a text has come up with. */
export function draftProblem(draft: FactDraft, text: string, subject: FactSubject, ontology: Ontology): string | null {
  const relation = ontology.find(draft.relation);
  if (relation === undefined) return 'relation not in the ontology';
  const objectType = draft.kind === 'scene' ? 'Scene' : 'Entity';
  if (!relation.subjectTypes.includes(subject.type) || !relation.objectTypes.includes(objectType)) {
    return 'relation does not join these';
  }
  const { name, start, end } = draft;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length || start >= end) {
    return 'no span in the text';
  }
  if (name.length > LONGEST_NAME) return 'name too long';
  if (DECEIVING.test(name) || MIXED_SCRIPTS.test(name)) return 'name with deceiving signs';
  if (!HAS_LETTER_OR_DIGIT.test(name)) return 'name without letters';
  return null;
}
