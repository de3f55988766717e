import { z } from 'zod';
import type { AttributeValue } from '../../domain/records.js';
import type { DateParser } from '../cleaning/parse-date.js';
import type { AttributeType } from '../mapping/column-rule.js';
import { listField, number, quoted, text, truth } from '../rows/fields.js';

/** Reads one cell of an attribute column; null stands for no value. */
export type AttributeReader = z.ZodType<AttributeValue | null>;

const jsonValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** The reader of a column's type; without a type, texts stay texts, and cells with separators become lists. */
export function attributeReader(type: AttributeType | null, separator: string, parseDate: DateParser): AttributeReader {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return number;
    case 'boolean':
      return truth;
    case 'list':
      return listField(separator);
    case 'json':
      return text.transform(parseJson);
    case 'date':
      return text.transform((value, context) => {
        const atMs = parseDate(value);
        if (atMs !== null) return atMs;
        context.addIssue(`${quoted(value)} is not a date that can be read. Set "dates" in isthmus.yaml.`);
        return z.NEVER;
      });
    case null:
      return jsonValue.pipe(untyped(separator));
  }
}

function untyped(separator: string) {
  return z.union([
    z.string().transform((value) => (value.includes(separator) ? listField(separator).parse(value) : value)),
    z.number(),
    z.boolean(),
    z.array(z.string()),
  ]);
}

function parseJson(value: string, context: z.core.$RefinementCtx): AttributeValue {
  try {
    const parsed = jsonValue.safeParse(JSON.parse(value));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  context.addIssue(`${quoted(value)} is not a JSON text, number, truth value or list of texts.`);
  return z.NEVER;
}
