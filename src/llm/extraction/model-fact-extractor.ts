import { createHash } from 'node:crypto';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import type { Extraction, ExtractionEstimate, FactExtractor, TextDocument } from '../../domain/extraction.js';
import type { NodeType } from '../../domain/nodes.js';
import type { LanguageModel } from '../language-model.js';
import { estimateMessageTokens } from '../usage/estimate-tokens.js';
import { checkFact } from './check-fact.js';
import { extractionAnswer } from './extraction-answer.js';
import { extractionInstructions, extractionMessage, PROMPT_VERSION } from './extraction-prompt.js';
import { type ExtractionVocabulary, relationsFor } from './extraction-vocabulary.js';
import { Findings } from './findings.js';
import { shownText } from './shown-text.js';
import { type TextPiece, textPieces } from './text-pieces.js';

/** How texts are handed to a model. */
export interface ModelExtractionOptions {
  readonly vocabulary: ExtractionVocabulary;
  /** Takes over when no model is configured. */
  readonly otherwise: FactExtractor;
  /** A text that is longer is cut at sentences into several calls. */
  readonly maxPieceLength: number;
  readonly overlapLength: number;
  /** A document that is longer is refused. */
  readonly maxDocumentLength: number;
  readonly maxFactsPerCall: number;
  readonly maxFactsPerDocument: number;
}

/** Sizes that suit small local models as well as large ones. */
export const USUAL_EXTRACTION_SIZES = {
  maxPieceLength: 6_000,
  overlapLength: 600,
  maxDocumentLength: 400_000,
  maxFactsPerCall: 60,
  maxFactsPerDocument: 500,
} as const;

const TOKENS_A_FACT = 60;
/** For estimates: abstracts and product texts give about one fact in so many characters. */
const LETTERS_A_FACT = 120;
const FRAME_TOKENS = 20;

/** Takes facts from texts by a language model, and keeps only what the text and the ontology bear out. */
export class ModelFactExtractor implements FactExtractor {
  private readonly questions = new Map<NodeType | null, Question>();

  constructor(
    private readonly model: LanguageModel,
    private readonly options: ModelExtractionOptions,
  ) {}

  get version(): string {
    if (!this.hasModel) return this.options.otherwise.version;
    const { vocabulary, otherwise: _, ...sizes } = this.options;
    const names = vocabulary.relations.map(({ name }) => name);
    const facts = [PROMPT_VERSION, this.model.id, names, vocabulary.kinds, vocabulary.scenes, sizes];
    return `model-${createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)}`;
  }

  async extract(document: TextDocument, options: { readonly signal?: AbortSignal } = {}): Promise<Extraction> {
    if (!this.hasModel) return this.options.otherwise.extract(document, options);
    const shown = shownText(document.text);
    const found = new Findings(this.options.maxFactsPerDocument);
    for (const piece of this.piecesOf(document, shown)) {
      const read = await this.readPiece(document, shown, piece, found, options.signal);
      if (!read) return this.options.otherwise.extract(document, options);
    }
    return found.extraction();
  }

  estimate(documents: readonly TextDocument[]): ExtractionEstimate {
    if (!this.hasModel) return this.options.otherwise.estimate(documents);
    let calls = 0;
    let inputTokens = 0;
    let outputTokens = 0;
    for (const document of documents) {
      const shown = shownText(document.text);
      // It will be refused, and cost nothing.
      if (shown.length > this.options.maxDocumentLength) continue;
      const { instructions, schemaText } = this.questionOf(document);
      for (const { start, end } of this.piecesOf(document, shown)) {
        calls++;
        inputTokens += estimateMessageTokens([
          instructions,
          schemaText,
          extractionMessage(document, shown.slice(start, end)),
        ]);
        const facts = Math.min(this.options.maxFactsPerCall, Math.ceil((end - start) / LETTERS_A_FACT));
        outputTokens += FRAME_TOKENS + facts * TOKENS_A_FACT;
      }
    }
    const cost = this.model.estimateCost(inputTokens, outputTokens)?.amount ?? null;
    return { documents: documents.length, calls, inputTokens, outputTokens, cost };
  }

  private get hasModel(): boolean {
    return this.model.id !== 'none';
  }

  private piecesOf(document: TextDocument, shown: string): TextPiece[] {
    const { maxDocumentLength, maxPieceLength, overlapLength } = this.options;
    if (shown.length > maxDocumentLength) {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        `The document "${document.id.slice(0, 100)}" has ${shown.length} characters, more than the ${maxDocumentLength} that a language model is given. Split it into several documents.`,
      );
    }
    return textPieces(shown, { maxLength: maxPieceLength, overlapLength });
  }

  /** What is asked about texts with such a subject: the same for all of them. */
  private questionOf({ subject }: TextDocument): Question {
    const type = subject?.type ?? null;
    const known = this.questions.get(type);
    if (known !== undefined) return known;
    const question = makeQuestion(this.options, type);
    this.questions.set(type, question);
    return question;
  }

  /** Asks for one piece; false when there is no model to ask. */
  private async readPiece(
    document: TextDocument,
    shown: string,
    piece: TextPiece,
    found: Findings,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const { relations, schema, instructions } = this.questionOf(document);
    const answer = await this.model.generateObject({
      instructions,
      messages: [{ role: 'user', content: extractionMessage(document, shown.slice(piece.start, piece.end)) }],
      maxOutputTokens: FRAME_TOKENS + this.options.maxFactsPerCall * TOKENS_A_FACT,
      schemaName: 'facts',
      schema,
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.status === 'not-configured') return false;
    found.addUsage(answer.usage);
    const context = { document, shown, piece, relations, vocabulary: this.options.vocabulary };
    const { facts } = answer.value;
    for (const stated of facts.slice(0, this.options.maxFactsPerCall)) {
      const checked = checkFact(stated, context);
      if (checked.isKept) found.add(checked.fact);
      else found.drop(checked.reason);
    }
    found.drop('too many facts', Math.max(0, facts.length - this.options.maxFactsPerCall));
    return true;
  }
}

/** What a model is asked about a text with a subject of this type. */
function makeQuestion({ vocabulary, maxFactsPerCall }: ModelExtractionOptions, subject: NodeType | null) {
  const relations = relationsFor(vocabulary, subject);
  const schema = extractionAnswer(relations, vocabulary);
  return {
    relations: new Map(relations.map((relation) => [String(relation.name), relation])),
    schema,
    schemaText: JSON.stringify(z.toJSONSchema(schema)),
    instructions: extractionInstructions(relations, vocabulary, maxFactsPerCall),
  };
}

type Question = ReturnType<typeof makeQuestion>;
