import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { StreamParser } from 'n3';
import { IsthmusError } from '../../../domain/errors.js';
import { LABEL, type Triple, type TripleSource } from './triple.js';

const LABEL_IRIS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2000/01/rdf-schema#label',
  'http://xmlns.com/foaf/0.1/name',
  'http://schema.org/name',
]);
const WIKIDATA_PROPERTY = 'http://www.wikidata.org/prop/direct/';

/** The triples of an N-Triples file, as DBpedia and Wikidata give them away. */
export function nTriples(path: string, onBytes: (bytes: number) => void): TripleSource {
  return async function* (): AsyncGenerator<Triple> {
    const file = createReadStream(path);
    const parser = new StreamParser({ format: 'N-Triples' });
    file.on('data', (chunk) => onBytes(chunk.length)).on('error', (error) => parser.destroy(error));
    try {
      for await (const { subject, predicate, object } of file.pipe(parser)) {
        yield {
          subject: subject.value,
          predicate: LABEL_IRIS.has(predicate.value) ? LABEL : localName(predicate.value),
          object: object.value,
          isLiteral: object.termType === 'Literal',
          language: object.termType === 'Literal' ? object.language : '',
        };
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new IsthmusError('INGEST_SOURCE_INVALID', `${basename(path)} is not valid N-Triples: ${reason}`, { cause });
    } finally {
      file.destroy();
    }
  };
}

/** "http://dbpedia.org/ontology/director" is director, and Wikidata's P57 stays P57. */
function localName(iri: string): string {
  if (iri.startsWith(WIKIDATA_PROPERTY)) return iri.slice(WIKIDATA_PROPERTY.length);
  return iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
}
