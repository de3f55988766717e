import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { NODE_TYPES, type NodeType } from '../../../domain/nodes.js';
import { ALL_ENDS } from '../../../graph/joined-types.js';
import type { CallOptions } from '../../../graph/knowledge-graph.js';
import {
  DOCUMENT_LABELS,
  type DocumentLabel,
  documentNodePages,
  statementPages,
} from '../../../graph/reads/document-pages.js';
import type { ExportFolder } from '../export-folder.js';
import type { ExportedFile, ExportOptions } from '../export-options.js';
import { edgePages, nodePages } from '../read-graph.js';
import { TextFile } from '../text-file.js';
import { GraphmlKeys } from './graphml-keys.js';
import { nameToken } from './xml-text.js';

const FILE = 'graph.graphml';
const NAMESPACE = 'http://graphml.graphdrawing.org/xmlns';
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${NAMESPACE}/1.1/graphml.xsd">
`;

/** Writes the graph as one GraphML document: labels, types and every property, each with a typed key. */
export async function exportGraphml(options: ExportOptions, folder: ExportFolder): Promise<ExportedFile[]> {
  const path = folder.path(FILE);
  // Keys have to come first in the document and are known last, so the rest waits in a file of its own.
  const bodyPath = `${path}.body.part`;
  const keys = new GraphmlKeys();
  try {
    const rows = await writeBody(options, bodyPath, keys);
    const file = await TextFile.create(path);
    try {
      await file.write(`${HEAD}${keys.declarations()}  <graph id="isthmus" edgedefault="directed">\n`);
      for await (const piece of createReadStream(bodyPath, 'utf8')) await file.write(piece);
      await file.write('  </graph>\n</graphml>\n');
    } finally {
      await file.close();
    }
    return [{ file: FILE, rows }];
  } finally {
    await rm(bodyPath, { force: true });
  }
}

async function writeBody(options: ExportOptions, path: string, keys: GraphmlKeys): Promise<number> {
  const call = options.signal === undefined ? {} : { signal: options.signal };
  const file = await TextFile.create(path);
  let rows = 0;
  try {
    for await (const elements of bodyElements(options, keys, call)) {
      for (const element of elements) await file.write(element);
      rows += elements.length;
      options.onRows?.(elements.length, FILE);
    }
  } finally {
    await file.close();
  }
  return rows;
}

async function* bodyElements({ graph }: ExportOptions, keys: GraphmlKeys, call: CallOptions): AsyncGenerator<string[]> {
  const data = (element: 'node' | 'edge', properties: Readonly<Record<string, unknown>>) =>
    Object.entries(properties)
      .map(([name, value]) => keys.data(element, name, value))
      .join('');
  const node = (label: NodeLabel, properties: Readonly<Record<string, unknown>>) =>
    `    <node id="${nodeId(label, String(properties.id))}">${keys.labels(label)}${data('node', properties)}</node>\n`;
  for (const type of NODE_TYPES) {
    for await (const page of nodePages(graph, type, call)) yield page.map((properties) => node(type, properties));
  }
  for (const label of DOCUMENT_LABELS) {
    for await (const page of documentNodePages(graph, label, call)) {
      yield page.map((properties) => node(label, properties));
    }
  }
  for (const [subjectType, objectType] of ALL_ENDS) {
    for await (const { edges } of edgePages(graph, subjectType, objectType, call)) {
      yield edges.map(({ subject, relation, object, properties }) => {
        const ends = `source="${nodeId(subjectType, subject)}" target="${nodeId(objectType, object)}"`;
        return `    <edge ${ends}>${keys.label(relation)}${data('edge', properties)}</edge>\n`;
      });
    }
  }
  for await (const { statements } of statementPages(graph, call)) {
    yield statements.map(({ document, claim, properties }) => {
      const ends = `source="${nodeId('Document', document)}" target="${nodeId('Claim', claim)}"`;
      return `    <edge ${ends}>${keys.label('STATES')}${data('edge', properties)}</edge>\n`;
    });
  }
}

type NodeLabel = NodeType | DocumentLabel;

function nodeId(type: NodeLabel, id: string): string {
  return `${type}.${nameToken(id)}`;
}
