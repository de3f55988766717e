import { z } from 'zod';
import { readLines } from '../../sources/lines.js';
import { LABEL, type Triple, type TripleSource } from './triple.js';

const snak = z.object({ mainsnak: z.object({ datavalue: z.object({ value: z.unknown() }).optional() }).optional() });
const entitySchema = z.object({
  id: z.string(),
  labels: z.record(z.string(), z.object({ value: z.string() })).default({}),
  claims: z.record(z.string(), z.array(snak)).default({}),
});
const entityValue = z.object({ id: z.string() });

/** The triples of a Wikidata dump with one entity a line; lines that hold no entity are passed over. */
export function wikidataLines(path: string, onBytes: (bytes: number) => void): TripleSource {
  return async function* (): AsyncGenerator<Triple> {
    for await (const lines of readLines(path, onBytes)) {
      for (const line of lines) if (line.type === 'line') yield* triplesOf(line.text);
    }
  };
}

function* triplesOf(line: string): Generator<Triple> {
  // The whole dump is one JSON list: its lines end with commas, the first and the last are its brackets.
  const text = line.trim().replace(/,$/, '');
  if (!text.startsWith('{')) return;
  const parsed = entitySchema.safeParse(parse(text));
  if (!parsed.success) return;
  const { id: subject, labels, claims } = parsed.data;
  for (const [language, { value }] of Object.entries(labels)) {
    yield { subject, predicate: LABEL, object: value, isLiteral: true, language };
  }
  for (const [predicate, snaks] of Object.entries(claims)) {
    for (const { mainsnak } of snaks) {
      const value = mainsnak?.datavalue?.value;
      const entity = entityValue.safeParse(value);
      if (entity.success) yield { subject, predicate, object: entity.data.id, isLiteral: false, language: '' };
      else if (typeof value === 'string') yield { subject, predicate, object: value, isLiteral: true, language: '' };
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
