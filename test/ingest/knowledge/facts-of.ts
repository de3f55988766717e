import type { ExtractedFact, FactSubject } from '../../../src/domain/extraction.js';
import { Ontology } from '../../../src/domain/ontology.js';
import { Gazetteer } from '../../../src/ingest/knowledge/gazetteer/gazetteer.js';
import { RuleFactExtractor } from '../../../src/ingest/knowledge/rules/rule-fact-extractor.js';

/** What the rules take from a text about an item, or about another subject. */
export function factsOf(
  text: string,
  gazetteer = new Gazetteer(),
  subject: FactSubject = { type: 'Item', id: 'i1' },
): readonly ExtractedFact[] {
  const extractor = new RuleFactExtractor({ ontology: new Ontology(), gazetteer });
  return extractor.factsOf({ id: 'd1', text, subject, title: null }).facts;
}

/** The names of a relation, in the order of the text. */
export function namesOf(relation: string, text: string): string[] {
  return factsOf(text)
    .filter((fact) => fact.relation === relation)
    .map((fact) => fact.name);
}
