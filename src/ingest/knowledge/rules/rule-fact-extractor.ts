import { IsthmusError } from '../../../domain/errors.js';
import type {
  ExtractedFact,
  Extraction,
  ExtractionEstimate,
  FactExtractor,
  TextDocument,
} from '../../../domain/extraction.js';
import type { Ontology } from '../../../domain/ontology.js';
import { slug } from '../../cleaning/slug.js';
import type { AttributeExtractor } from '../attributes/attribute-extractor.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';
import { isBinary } from '../text/is-binary.js';
import { wordText } from '../text/word-text.js';
import { draftProblem } from './check-draft.js';
import { chineseFacts } from './chinese-facts.js';
import { creditFacts } from './credit-facts.js';
import type { FactDraft } from './fact-draft.js';
import { firstSentenceFacts } from './first-sentence.js';
import { mentionFacts } from './mention-facts.js';
import { phraseFacts } from './phrase-facts.js';
import { unitFacts } from './unit-facts.js';

/** What the rules work with besides a text. */
export interface RuleFactExtractorOptions {
  readonly ontology: Ontology;
  /** The names that the graph knows. */
  readonly gazetteer: Gazetteer;
  /** What was learnt from marked texts; null leaves attributes to the lexicons of units, colours and materials. */
  readonly attributes?: AttributeExtractor | null;
  /** Facts below it are left out. */
  readonly minConfidence?: number;
  /** The most facts of one document. */
  readonly maxFacts?: number;
}

/** Raised with every change of the rules or lexicons that gives other facts. */
const RULES_VERSION = 'rules-1';
const DEFAULT_MIN_CONFIDENCE = 0.5;
const DEFAULT_MAX_FACTS = 500;
/** What comes after it in a longer text is not read: a book says what it is about before. */
const MAX_CHARACTERS = 1_000_000;
/** A text of measures is a product's; in a longer one "black" is seldom a colour that one can order. */
const MAX_PRODUCT_CHARACTERS = 400;
const LEARNT_CONFIDENCE = 0.7;

/** Takes facts from texts by patterns, lexicons and the names that the graph knows: the default, which needs no model. */
export class RuleFactExtractor implements FactExtractor {
  readonly version: string;
  private readonly ontology: Ontology;
  private readonly gazetteer: Gazetteer;
  private readonly attributes: AttributeExtractor | null;
  private readonly minConfidence: number;
  private readonly maxFacts: number;

  constructor({ ontology, gazetteer, attributes = null, minConfidence, maxFacts }: RuleFactExtractorOptions) {
    this.ontology = ontology;
    this.gazetteer = gazetteer;
    this.attributes = attributes;
    this.minConfidence = minConfidence ?? DEFAULT_MIN_CONFIDENCE;
    this.maxFacts = maxFacts ?? DEFAULT_MAX_FACTS;
    this.version = attributes === null ? RULES_VERSION : `${RULES_VERSION}+${attributes.version}`;
  }

  async extract(document: TextDocument): Promise<Extraction> {
    return this.factsOf(document);
  }

  estimate(documents: readonly TextDocument[]): ExtractionEstimate {
    return { documents: documents.length, calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };
  }

  /** The same at once; throws INVALID_ARGUMENT for what is not a text. */
  factsOf(document: TextDocument): Extraction {
    const { id, subject } = document;
    if (isBinary(document.text)) {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        `The document "${id.slice(0, 64)}" is not a text: it holds binary data.`,
      );
    }
    const dropped: Record<string, number> = {};
    const drop = (reason: string, count = 1): void => {
      dropped[reason] = (dropped[reason] ?? 0) + count;
    };
    if (document.text.length > MAX_CHARACTERS)
      drop(`characters after the first ${MAX_CHARACTERS}`, document.text.length - MAX_CHARACTERS);
    const text = document.text.slice(0, MAX_CHARACTERS);
    if (subject === null || text.trim() === '') return { facts: [], dropped };

    const best = new Map<string, FactDraft>();
    for (const draft of this.drafts(text, document)) {
      const problem = draftProblem(draft, text, subject, this.ontology);
      if (problem !== null) drop(problem);
      else if (draft.confidence < this.minConfidence) drop('too uncertain');
      else {
        const key = `${draft.relation}\n${draft.kind}\n${draft.attribute ?? ''}\n${slug(draft.name)}`;
        const known = best.get(key);
        if (known === undefined || known.confidence < draft.confidence) best.set(key, draft);
      }
    }
    const kept = [...best.values()].sort((a, b) => b.confidence - a.confidence).slice(0, this.maxFacts);
    if (best.size > kept.length) drop('more facts than a document may have', best.size - kept.length);
    const facts = kept
      .sort((a, b) => a.start - b.start)
      .map((draft): ExtractedFact => ({ ...draft, documentId: id, subject, source: 'rules' }));
    return { facts, dropped };
  }

  private *drafts(source: string, { subject, category }: TextDocument): Generator<FactDraft> {
    const words = wordText(source);
    const { text } = words;
    yield* mentionFacts(text, this.gazetteer, subject?.type === 'User');
    if (subject?.type === 'User') return;
    yield* creditFacts(words);
    for (let sentence = 0; sentence + 1 < words.sentences.length; sentence++) yield* phraseFacts(words, sentence);
    yield* firstSentenceFacts(words);
    yield* chineseFacts(text);
    if (this.attributes !== null) yield* learntFacts(this.attributes, text, category ?? '');
    else if (text.length <= MAX_PRODUCT_CHARACTERS) yield* unitFacts(text);
  }
}

function learntFacts(attributes: AttributeExtractor, text: string, category: string): FactDraft[] {
  return attributes.extract(text, category).map(({ attribute, start, end }) => ({
    relation: 'HAS_ATTRIBUTE',
    name: text.slice(start, end),
    kind: 'attribute',
    attribute,
    start,
    end,
    confidence: LEARNT_CONFIDENCE,
  }));
}
