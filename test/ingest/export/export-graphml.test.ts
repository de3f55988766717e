import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'xmlbuilder2';
import { NODE_TYPES } from '../../../src/domain/nodes.js';
import { ALL_ENDS } from '../../../src/graph/joined-types.js';
import { exportGraph } from '../../../src/ingest/export/export-graph.js';
import { edgePages, nodePages } from '../../../src/ingest/export/read-graph.js';
import type { IngestWorld } from '../ingest-world.js';
import { awkwardWorld } from './awkward-world.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** What the parser makes of a document, in plain words. */
function parse(xml: string): Element {
  type Parsed = ReturnType<typeof create>['node'];
  const read = (node: Parsed): Element => {
    const attributes: Record<string, string> = {};
    const named = Reflect.get(node, 'attributes') ?? [];
    for (const { name, value } of named) attributes[name] = value;
    const children = [...node.childNodes];
    return {
      name: node.nodeName,
      attributes,
      children: children.filter((child) => child.nodeType === 1).map(read),
      text: node.textContent ?? '',
    };
  };
  const root = [...create(xml).node.childNodes].find((node) => node.nodeType === 1);
  if (root === undefined) throw new Error('The document has no root element.');
  return read(root);
}

const sorted = (things: readonly unknown[]) => things.map((thing) => JSON.stringify(thing)).sort();

describe('a GraphML document of the graph', () => {
  let world: IngestWorld;
  let folder: string;
  let root: Element;
  beforeAll(async () => {
    world = await awkwardWorld();
    folder = await mkdtemp(join(tmpdir(), 'isthmus-export-'));
    const { graph, reader, sink } = world;
    await exportGraph({ graph, reader, ontology: sink.ontology, folder, format: 'graphml' });
    root = parse(await readFile(join(folder, 'graph.graphml'), 'utf8'));
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const parts = () => {
    const graph = root.children[root.children.length - 1];
    return {
      keys: root.children.slice(0, -1),
      graph,
      nodes: graph.children.filter(({ name }) => name === 'node'),
      edges: graph.children.filter(({ name }) => name === 'edge'),
    };
  };

  test('keeps to the GraphML schema: keys first, ids as name tokens, data of declared keys', () => {
    const { keys, graph, nodes, edges } = parts();
    expect(root.name).toBe('graphml');
    expect(root.attributes.xmlns).toBe('http://graphml.graphdrawing.org/xmlns');
    for (const { name, attributes } of keys) {
      expect(name).toBe('key');
      expect(attributes.id).toMatch(/^[A-Za-z][\w.-]*$/);
      expect(['node', 'edge']).toContain(attributes.for);
      expect(['boolean', 'int', 'long', 'float', 'double', 'string']).toContain(attributes['attr.type']);
    }
    expect(new Set(keys.map(({ attributes }) => attributes.id)).size).toBe(keys.length);
    expect(graph).toMatchObject({ name: 'graph', attributes: { edgedefault: 'directed' } });
    expect(nodes.length + edges.length).toBe(graph.children.length);

    const ids = new Set(nodes.map(({ attributes }) => attributes.id));
    expect(ids.size).toBe(nodes.length);
    for (const id of ids) expect(id).toMatch(/^[\w.-]+$/);
    for (const { attributes } of edges) {
      expect(ids).toContain(attributes.source);
      expect(ids).toContain(attributes.target);
    }
    for (const element of [...nodes, ...edges]) {
      const used = element.children.map(({ name, attributes }) => [name, attributes.key]);
      expect(new Set(used.map(([, key]) => key)).size).toBe(used.length);
      for (const [name, key] of used) {
        expect(name).toBe('data');
        expect(keys.find(({ attributes }) => attributes.id === key)?.attributes.for).toBe(element.name);
      }
    }
  });

  test('says every node and every edge with all of its properties', async () => {
    const { keys, nodes, edges } = parts();
    const keyOf = new Map(keys.map((key) => [key.attributes.id, key]));
    const propertiesOf = (element: Element) =>
      Object.fromEntries(
        element.children
          .filter(({ attributes }) => !['labels', 'label'].includes(attributes.key))
          .map(({ attributes, text }) => {
            const key = keyOf.get(attributes.key);
            const type = key?.attributes['attr.type'];
            if (type === 'string')
              return [key?.attributes['attr.name'], key?.children.length ? JSON.parse(text) : text];
            return [key?.attributes['attr.name'], type === 'boolean' ? text === 'true' : Number(text)];
          })
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
    const dataOf = (element: Element, key: string) =>
      element.children.find(({ attributes }) => attributes.key === key)?.text;
    const inOrder = (properties: object) =>
      Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));

    const stored: unknown[] = [];
    for (const type of NODE_TYPES) {
      for await (const page of nodePages(world.graph, type)) {
        for (const properties of page) stored.push([`:${type}`, inOrder(properties)]);
      }
    }
    expect(sorted(nodes.map((node) => [dataOf(node, 'labels'), propertiesOf(node)]))).toEqual(sorted(stored));

    const nameOf = new Map(nodes.map((node) => [node.attributes.id, [dataOf(node, 'labels'), propertiesOf(node).id]]));
    const joined: unknown[] = [];
    for (const [subjectType, objectType] of ALL_ENDS) {
      for await (const { edges: page } of edgePages(world.graph, subjectType, objectType)) {
        for (const { subject, relation, object, properties } of page) {
          joined.push([[`:${subjectType}`, subject], relation, [`:${objectType}`, object], inOrder(properties)]);
        }
      }
    }
    const said = edges.map((edge) => [
      nameOf.get(edge.attributes.source),
      dataOf(edge, 'label'),
      nameOf.get(edge.attributes.target),
      propertiesOf(edge),
    ]);
    expect(sorted(said)).toEqual(sorted(joined));
  });
});
