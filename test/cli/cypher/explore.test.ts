import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { cypherTokens, nameOf } from '../../../src/graph/script/cypher-tokens.js';
import { scriptParts } from '../../../src/graph/script/split-script.js';
import { WORLD_TIMEOUT_MS } from '../../demo/demo-catalogue.js';
import { fillWithDemoWorld, scriptNames, scriptRows, scriptTables, scriptText } from './script-runs.js';

const GUIDE = join(process.cwd(), 'docs/guide/cypher.md');
const names = scriptNames('explore');

let graph: EmbeddedKnowledgeGraph;
beforeAll(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  await fillWithDemoWorld(graph);
}, WORLD_TIMEOUT_MS);
afterAll(() => graph.close());

test('there are at least 15 scripts for analysts', () => {
  expect(names.length).toBeGreaterThanOrEqual(15);
});

test.each(names)('%s says what it is for and sets each of its parameters', (name) => {
  const text = scriptText('explore', name);
  const comment = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? '';
  expect(comment).toMatch(/\?/);
  const parts = scriptParts(text);
  const used = new Set<string>();
  for (const { kind, text: part } of parts) {
    if (kind !== 'statement') continue;
    for (const token of cypherTokens(part).tokens) if (token.kind === 'parameter') used.add(nameOf(token));
  }
  const set = parts.flatMap(({ text: part }) => /^:param (\w+) =>/.exec(part)?.[1] ?? []);
  expect(set.sort()).toEqual([...used].sort());
  const documented = /^\/\/ Parameters: ([\s\S]*)/m.exec(comment)?.[1] ?? '';
  if (used.size === 0) expect(documented).toBe('none.\n');
  for (const parameter of used) expect(documented).toContain(`$${parameter}`);
});

test.each(names)('%s only reads, finds something in the demo world and is fast', async (name) => {
  const startedMs = performance.now();
  expect((await scriptRows(graph, scriptText('explore', name), { isReadOnly: true })).length).toBeGreaterThan(0);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});

/** The blocks of the guide that show a script and what it prints. */
const SHOWN = /```text\n\$ npx isthmus cypher cypher\/explore\/([\w-]+)\.cypher\n([^`]*)```/g;

test('the guide shows what each script prints for the demo world', async () => {
  let guide = readFileSync(GUIDE, 'utf8');
  const shown = [...guide.matchAll(SHOWN)].map(([block, name, output]) => ({ block, name, output }));
  expect(shown.map(({ name }) => name).sort()).toEqual(names);
  for (const { block, name, output } of shown) {
    const printed = await scriptTables(graph, scriptText('explore', name));
    if (process.env.ISTHMUS_UPDATE_GUIDE === 'true') guide = guide.replace(block, () => blockOf(name, printed));
    else expect(output).toBe(printed);
  }
  if (process.env.ISTHMUS_UPDATE_GUIDE === 'true') writeFileSync(GUIDE, guide);
}, 60_000);

function blockOf(name: string, printed: string): string {
  return `\`\`\`text\n$ npx isthmus cypher cypher/explore/${name}.cypher\n${printed}\`\`\``;
}
