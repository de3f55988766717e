import { hash } from 'node:crypto';
import { seededRandom } from '../../../domain/random.js';
import type { AttributeExample, AttributeValueSpan } from './attribute-example.js';
import { attributeFeatures } from './attribute-features.js';
import { type AttributeTokens, attributeTokens } from './attribute-tokens.js';
import { type LabelledSequence, SequenceModel, type StoredSequenceModel } from './sequence-model.js';
import { trainSequenceModel } from './train-sequence-model.js';
import { ValueDictionary } from './value-dictionary.js';

/** What is learnt from marked texts, as it is stored. */
export interface StoredAttributes {
  readonly version: string;
  readonly model: StoredSequenceModel;
  readonly dictionary: readonly (readonly [value: string, attribute: string, count: number])[];
  /** The attributes that texts of each category have had. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

/** How an extractor is learnt. */
export interface LearningOptions {
  readonly epochs?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

const DEFAULT_EPOCHS = 12;
const DEFAULT_SEED = 1;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Finds values of attributes in short texts as it has learnt from marked ones. */
export class AttributeExtractor {
  private readonly allowedByCategory = new Map<string, readonly number[]>();
  private readonly allLabels: readonly number[];

  private constructor(
    /** Tells two learnt extractors apart. */
    readonly version: string,
    private readonly model: SequenceModel,
    private readonly dictionary: ValueDictionary,
    private readonly categories: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.allLabels = model.labels.map((_, k) => k);
    for (const [category, attributes] of categories) {
      const allowed = this.allLabels.filter((k) => k === 0 || attributes.has(model.labels[k].slice(2)));
      this.allowedByCategory.set(category, allowed);
    }
  }

  /** Learns from marked texts. */
  static learn(examples: readonly AttributeExample[], options: LearningOptions = {}): AttributeExtractor {
    const { epochs = DEFAULT_EPOCHS, seed = DEFAULT_SEED, signal } = options;
    const attributes = [...new Set(examples.flatMap(({ values }) => values.map((value) => value.attribute)))].sort();
    const labels = ['O', ...attributes.flatMap((attribute) => [`B-${attribute}`, `I-${attribute}`])];
    const dictionary = ValueDictionary.of(examples);
    const categories = new Map<string, Set<string>>();
    for (const { category, values } of examples) {
      const known = categories.get(category) ?? new Set();
      for (const { attribute } of values) known.add(attribute);
      categories.set(category, known);
    }
    const empty = new SequenceModel(labels, new Float64Array((labels.length + 1) * labels.length), new Map());
    const version = `attributes-${fingerprint(examples, epochs, seed)}`;
    const frame = new AttributeExtractor(version, empty, dictionary, categories);
    const places = new Map(labels.map((label, k) => [label, k]));
    const sequences = examples.map((example): LabelledSequence => {
      const tokens = attributeTokens(example.text);
      const own = ValueDictionary.ownEntries(example);
      return {
        features: attributeFeatures(tokens, example.category, dictionary.features(tokens, own)),
        labels: labelsOf(tokens, example.values, places),
        allowed: frame.allowed(example.category),
      };
    });
    const random = seededRandom(seed);
    const model = trainSequenceModel(labels, sequences, {
      epochs,
      random,
      ...(signal === undefined ? {} : { signal }),
    });
    return new AttributeExtractor(version, model, dictionary, categories);
  }

  static read({ version, model, dictionary, categories }: StoredAttributes): AttributeExtractor {
    const counts = new Map<string, Map<string, number>>();
    for (const [value, attribute, count] of dictionary) {
      const known = counts.get(value) ?? new Map<string, number>();
      known.set(attribute, count);
      counts.set(value, known);
    }
    const attributesOf = Object.entries(categories).map(
      ([category, attributes]) => [category, new Set(attributes)] as const,
    );
    return new AttributeExtractor(
      version,
      SequenceModel.read(model),
      new ValueDictionary(counts),
      new Map(attributesOf),
    );
  }

  stored(): StoredAttributes {
    return {
      version: this.version,
      model: this.model.stored(),
      dictionary: [...this.dictionary.counts].flatMap(([value, attributes]) =>
        [...attributes].map(([attribute, count]) => [value, attribute, count] as const),
      ),
      categories: Object.fromEntries([...this.categories].map(([category, known]) => [category, [...known]])),
    };
  }

  /** The values in a text, in the order in which they stand. */
  extract(text: string, category: string): AttributeValueSpan[] {
    const tokens = attributeTokens(text);
    const features = attributeFeatures(tokens, category, this.dictionary.features(tokens));
    const labels = this.model.label(features, this.allowed(category));
    const found: AttributeValueSpan[] = [];
    for (let at = 0; at < labels.length; at++) {
      const label = this.model.labels[labels[at]];
      if (!label.startsWith('B-')) continue;
      let last = at;
      while (this.model.labels[labels[last + 1]] === `I-${label.slice(2)}`) last++;
      const place = { start: tokens.starts[at], end: tokens.ends[last] };
      if (LETTER_OR_DIGIT.test(text.slice(place.start, place.end))) found.push({ attribute: label.slice(2), ...place });
      at = last;
    }
    return found;
  }

  /** Labels for texts of a category; a category that was never learnt may have all. */
  private allowed(category: string): readonly number[] {
    return this.allowedByCategory.get(category) ?? this.allLabels;
  }
}

function labelsOf(
  { starts, ends }: AttributeTokens,
  values: readonly AttributeValueSpan[],
  places: ReadonlyMap<string, number>,
): number[] {
  const labels = new Array<number>(starts.length).fill(0);
  for (const { attribute, start, end } of values) {
    let isFirst = true;
    for (let at = 0; at < starts.length; at++) {
      if (starts[at] < start || ends[at] > end) continue;
      labels[at] = places.get(`${isFirst ? 'B' : 'I'}-${attribute}`) ?? 0;
      isFirst = false;
    }
  }
  return labels;
}

function fingerprint(examples: readonly AttributeExample[], epochs: number, seed: number): string {
  return hash('sha256', JSON.stringify([examples, epochs, seed]), 'hex').slice(0, 12);
}
