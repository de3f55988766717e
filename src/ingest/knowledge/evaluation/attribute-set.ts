import { z } from 'zod';
import type { IsthmusError } from '../../../domain/errors.js';
import type { AttributeExample, AttributeValueSpan } from '../attributes/attribute-example.js';
import { invalid, textLines } from './read-records.js';

/** A text with what people say about its attributes. */
export interface AttributeGold extends AttributeExample {
  /** The values that are right for an attribute; none when people say that the text states none. */
  readonly answers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The texts of one file. */
export interface AttributeSet {
  readonly examples: readonly AttributeGold[];
  /** True when the file says of some attributes that a text states none: then unnamed attributes are not judged. */
  readonly saysAbsence: boolean;
}

const ABSENT = 'n/a';
const lineSchema = z.object({
  input: z.string(),
  category: z.string().default(''),
  target_scores: z.record(z.string(), z.record(z.string(), z.number())),
});

/** Reads a file of marked texts by the ending of its name. */
export function readAttributeSet(path: string): Promise<AttributeSet> {
  return path.endsWith('.jsonl') ? readAttributeJsonl(path) : readAttributeTags(path);
}

/** Reads lines of `{input, category, target_scores: {attribute: {value: 1}}}`; the value "n/a" stands for none. */
export async function readAttributeJsonl(path: string): Promise<AttributeSet> {
  const examples: AttributeGold[] = [];
  let saysAbsence = false;
  for (const [index, line] of (await textLines(path)).entries()) {
    if (line.trim() === '') continue;
    const { input, category, target_scores: targets } = parseLine(line, path, index + 1);
    const answers = new Map<string, ReadonlySet<string>>();
    for (const [attribute, scores] of Object.entries(targets)) {
      const values = Object.keys(scores).filter((value) => value !== ABSENT);
      if (values.length < Object.keys(scores).length) saysAbsence = true;
      answers.set(attribute, new Set(values));
    }
    examples.push({ text: input, category, values: placesOf(input, answers), answers });
  }
  if (examples.length === 0) throw withoutTexts(path);
  return { examples, saysAbsence };
}

/** Reads sentences with one sign and its tag a line ("法 B-MISC"), an empty line between two sentences. */
export async function readAttributeTags(path: string): Promise<AttributeSet> {
  const examples: AttributeGold[] = [];
  let sentence = new TaggedSentence();
  const finish = (): void => {
    if (!sentence.isEmpty) examples.push(sentence.example());
    sentence = new TaggedSentence();
  };
  for (const [index, line] of (await textLines(path)).entries()) {
    if (line.trim() === '') finish();
    else if (!sentence.add(line)) throw invalid(path, `lacks a tag (O, B-… or I-…) at line ${index + 1}`);
  }
  finish();
  if (examples.length === 0) throw withoutTexts(path);
  return { examples, saysAbsence: false };
}

const TAGGED_LINE = /^(.*) (O|[BI]-\S+)\s*$/u;

/** A sentence that is put together from the signs and tags of its lines. */
class TaggedSentence {
  private text = '';
  private readonly values: { readonly attribute: string; readonly start: number; end: number }[] = [];

  get isEmpty(): boolean {
    return this.text === '';
  }

  /** False for a line without a tag. */
  add(line: string): boolean {
    const [, sign, tag] = TAGGED_LINE.exec(line) ?? [];
    if (sign === undefined || tag === undefined) return false;
    const start = this.text.length;
    this.text += sign;
    const last = this.values.at(-1);
    if (tag.startsWith('B-')) this.values.push({ attribute: tag.slice(2), start, end: this.text.length });
    else if (tag.startsWith('I-') && last?.end === start) last.end = this.text.length;
    return true;
  }

  example(): AttributeGold {
    const answers = new Map<string, Set<string>>();
    for (const { attribute, start, end } of this.values) {
      const known = answers.get(attribute) ?? new Set();
      answers.set(attribute, known.add(this.text.slice(start, end)));
    }
    return { text: this.text, category: '', values: this.values, answers };
  }
}

function withoutTexts(path: string): IsthmusError {
  return invalid(path, 'holds no marked text');
}

function parseLine(line: string, path: string, number: number): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw invalid(path, `is not valid JSON at line ${number}`, cause);
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) throw invalid(path, `lacks input or target_scores at line ${number}`, parsed.error);
  return parsed.data;
}

/** Where the values stand: the first place that no other value has taken. */
function placesOf(text: string, answers: ReadonlyMap<string, ReadonlySet<string>>): AttributeValueSpan[] {
  const places: AttributeValueSpan[] = [];
  for (const [attribute, values] of answers) {
    for (const value of values) {
      for (let start = text.indexOf(value); start !== -1 && value !== ''; start = text.indexOf(value, start + 1)) {
        const end = start + value.length;
        if (places.some((place) => start < place.end && end > place.start)) continue;
        places.push({ attribute, start, end });
        break;
      }
    }
  }
  return places;
}
