import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { SaxesParser } from 'saxes';
import { IsthmusError } from '../../../domain/errors.js';
import type { DocumentInput, DocumentInputs } from '../documents/document-input.js';
import type { Provenance } from '../documents/source-document.js';
import type { ItemLinker } from './item-linker.js';
import { plainWikitext } from './plain-wikitext.js';

interface WikiPage {
  readonly title: string;
  readonly text: string;
}

const MAX_PAGE_CHARACTERS = 4_000_000;
const FIELDS: ReadonlySet<string> = new Set(['title', 'text', 'ns']);

/** The pages of a MediaWiki export that are about items of the graph, as documents; the others are passed over. */
export async function* mediaWikiPages(
  path: string,
  linker: ItemLinker,
  provenance: Provenance,
  onBytes: (bytes: number) => void,
): DocumentInputs {
  const file = basename(path);
  for await (const pages of readPages(path, onBytes)) {
    yield pages.flatMap(({ title, text }): DocumentInput[] => {
      const item = linker.link(title);
      if (item === null) return [];
      const id = `${provenance.source}:${title}`.slice(0, 512);
      const subject = { type: 'Item', id: item } as const;
      const document = { id, text: plainWikitext(text), subject, title, provenance };
      return [{ type: 'document', document, place: { file, line: 0 } }];
    });
  }
}

async function* readPages(path: string, onBytes: (bytes: number) => void): AsyncGenerator<WikiPage[]> {
  const parser = new SaxesParser();
  let done: WikiPage[] = [];
  let field = '';
  let page: Record<string, string> = {};
  parser.on('opentag', ({ name }) => {
    if (name === 'page') page = {};
    field = FIELDS.has(name) ? name : '';
  });
  parser.on('text', (text) => {
    const known = page[field] ?? '';
    if (field !== '' && known.length < MAX_PAGE_CHARACTERS) page[field] = known + text;
  });
  parser.on('closetag', ({ name }) => {
    field = '';
    const { title = '', text = '', ns = '0' } = page;
    if (name === 'page' && title !== '' && ns === '0') done.push({ title, text });
  });
  parser.on('error', (cause) => {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${basename(path)} is not a MediaWiki export: ${cause.message}`, {
      cause,
    });
  });
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    onBytes(Buffer.byteLength(chunk));
    parser.write(chunk);
    if (done.length === 0) continue;
    yield done;
    done = [];
  }
  parser.close();
  yield done;
}
