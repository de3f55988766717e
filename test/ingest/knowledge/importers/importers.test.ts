import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentInput } from '../../../../src/ingest/knowledge/documents/document-input.js';
import { openDocuments } from '../../../../src/ingest/knowledge/importers/open-documents.js';
import { plainWikitext } from '../../../../src/ingest/knowledge/importers/plain-wikitext.js';
import { item } from '../../../graph/graph-records.js';
import { type DocumentWorld, openDocumentWorld } from '../documents/document-world.js';

let world: DocumentWorld;
let folder: string;
beforeEach(async () => {
  world = await openDocumentWorld();
  folder = await mkdtemp(join(tmpdir(), 'isthmus-import-'));
  await world.writer.upsertItems([
    item('i1', { title: 'Heat', year: 1995 }),
    item('i2', { title: 'Heat', year: 1986 }),
    item('i3', { title: 'Arrival (2016)', titleZh: '降临' }),
  ]);
});
afterEach(async () => {
  await world.graph.close();
  await rm(folder, { recursive: true });
});

/** The documents of a file with this content. */
async function open(name: string, content: string): Promise<DocumentInput[]> {
  const path = join(folder, name);
  await writeFile(path, content);
  const inputs: DocumentInput[] = [];
  const options = { graph: world.graph, source: 'dump', licence: 'CC-BY-SA-4.0' };
  for await (const batch of openDocuments(path, options)) inputs.push(...batch);
  return inputs;
}

const DBR = 'http://dbpedia.org/resource';
const LABEL = '<http://www.w3.org/2000/01/rdf-schema#label>';
const TRIPLES = `
<${DBR}/Heat_(1995_film)> ${LABEL} "Heat (1995 film)"@en .
<${DBR}/Heat_(1995_film)> <http://dbpedia.org/ontology/director> <${DBR}/Michael_Mann> .
<${DBR}/Heat_(1995_film)> <http://dbpedia.org/ontology/writer> <${DBR}/Somebody_Else> .
<${DBR}/Heat_(1995_film)> <http://dbpedia.org/ontology/wikiPageID> "12" .
<${DBR}/Michael_Mann> ${LABEL} "Michael Mann (director)"@de .
<${DBR}/Michael_Mann> ${LABEL} "Michael Mann"@en .
<${DBR}/Unknown_film> ${LABEL} "Unknown film"@en .
<${DBR}/Unknown_film> <http://dbpedia.org/ontology/director> <${DBR}/Michael_Mann> .
`;

test('triples about items of the graph become facts with licence, source and a place', async () => {
  const inputs = await open('dbpedia.nt', TRIPLES);
  expect(inputs).toHaveLength(1);
  expect(await world.run(inputs)).toMatchObject({ read: 1, facts: 2 });
  expect(await world.edgesOf('i1')).toEqual([
    'DIRECTED_BY person:michael-mann import',
    'WRITTEN_BY person:somebody-else import',
  ]);
  expect(await world.edgesOf('i2')).toEqual([]);
  const [fact] = await world.store.factsAbout({ type: 'Item', id: 'i1' });
  expect(fact.document.provenance).toMatchObject({ source: 'dump', licence: 'CC-BY-SA-4.0' });
  expect(fact.quote).toContain('DIRECTED_BY: Michael Mann');
});

test('a dump that is read again costs nothing, and its document can be removed', async () => {
  const inputs = await open('dbpedia.nt', TRIPLES);
  await world.run(inputs);
  expect(await world.run(inputs)).toMatchObject({ unchanged: 1, read: 0 });
  await world.store.remove([`dump:${DBR}/Heat_(1995_film)`]);
  expect(await world.edgesOf('i1')).toEqual([]);
});

test('Wikidata entities, one a line, are linked by their labels', async () => {
  const claim = (id: string) => [{ mainsnak: { datavalue: { value: { id } } } }];
  const lines = [
    {
      id: 'Q1',
      labels: { zh: { value: '降临' } },
      claims: { P57: claim('Q2'), P136: claim('Q3'), P9999: claim('Q4') },
    },
    { id: 'Q2', labels: { en: { value: 'Denis Villeneuve' }, zh: { value: '丹尼斯·维伦纽瓦' } } },
    { id: 'Q3', labels: { en: { value: 'science fiction' } } },
  ];
  const dump = `[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\nnot JSON\n]\n`;
  await world.run(await open('wikidata.json', dump));
  expect(await world.edgesOf('i3')).toEqual([
    'DIRECTED_BY person:denis-villeneuve import',
    'HAS_GENRE genre:science-fiction import',
  ]);
});

test('pages of a wiki become documents that the rules read', async () => {
  const page = (title: string, text: string, ns = 0) =>
    `<page><title>${title}</title><ns>${ns}</ns><revision><text>${text}</text></revision></page>`;
  const dump = `<mediawiki>${[
    page(
      'Heat (1995 film)',
      "{{Infobox film|director=[[X]]}}'''Heat''' is a film directed by [[Michael Mann|Mann, Michael]].",
    ),
    page('Heat (1995 film)', 'directed by Eve Evil', 1),
    page('Nothing of ours', 'directed by Eve Evil'),
    page(
      'Arrival (film)',
      "'''Arrival''' is a film directed by [[Denis Villeneuve]].&lt;ref&gt;directed by Eve Evil&lt;/ref&gt;",
    ),
  ].join('')}</mediawiki>`;
  const inputs = await open('wiki.xml', dump);
  expect(inputs).toHaveLength(2);
  await world.run(inputs);
  expect(await world.edgesOf('i3')).toEqual(['DIRECTED_BY person:denis-villeneuve text']);
});

test('rows without an item are linked by their title, and refused when it is not one item’s', async () => {
  const rows = [
    { id: 'a', title: 'Heat (1986 film)', text: 'directed by Dick Richards.' },
    { id: 'b', title: 'Heat', text: 'directed by Eve Evil.' },
    { id: 'c', text: 'directed by Eve Evil.' },
  ];
  const report = await world.run(await open('posts.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')));
  expect(report).toMatchObject({ read: 1, failed: 2 });
  expect(await world.edgesOf('i2')).toEqual(['DIRECTED_BY person:dick-richards text']);
});

test.each([
  ['broken.nt', '<a> <b> .\n', /not valid N-Triples/],
  ['broken.xml', '<mediawiki><page></mediawiki>', /not a MediaWiki export/],
  [
    'entities.xml',
    '<!DOCTYPE x [<!ENTITY e "directed by Eve">]><mediawiki><page><title>&e;</title></page></mediawiki>',
    /not a MediaWiki export/,
  ],
  ['notes.txt', 'x', /has to end in/],
  ['empty.csv', '', /empty/],
])('%s is refused with a reason', async (name, content, reason) => {
  await expect(open(name, content)).rejects.toThrow(reason);
});

test('wiki markup is left out, whatever is nested in it', () => {
  expect(plainWikitext('a {{b {{c}} d}} e [[File:x.jpg|thumb|A [[dog]] here]] [[Dog|dogs]] [[cat]] ==H==')).toBe(
    'a e dogs cat ==H==',
  );
  expect(plainWikitext('{{'.repeat(100_000))).toBe('');
});
