import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { packageFolder } from '../src/domain/package-folder.js';
import { TextEncoder } from '../src/models/text/text-encoder.js';

const ROUNDS = 40;
const world = join(packageFolder('demo'), 'world');
const rows = ['film', 'book', 'music', 'game', 'podcast'].flatMap((domain): Record<string, string>[] =>
  parse(readFileSync(join(world, `items.${domain}.csv`), 'utf8'), { columns: true }),
);
const column = (name: string): string[] => rows.map((row) => row[name] ?? '').filter((text) => text !== '');
const english = rows.map((row) => `${row.title}. ${row.description}`);
const chinese = column('description.zh');
const start = performance.now();
const encoder = TextEncoder.fit([...english, ...chinese]);
console.log(
  `fitted on ${english.length + chinese.length} texts in ${((performance.now() - start) / 1_000).toFixed(2)} s, ${encoder.embeddingSize} numbers a vector`,
);
for (const [name, texts] of Object.entries({ english, chinese, titles: column('title') })) {
  encoder.encodeAll(texts);
  const begin = process.cpuUsage();
  const wall = performance.now();
  for (let round = 0; round < ROUNDS; round++) encoder.encodeAll(texts);
  const { user, system } = process.cpuUsage(begin);
  const characters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const count = ROUNDS * texts.length;
  console.log(
    `${name}, ${characters.toFixed(0)} characters a text: ${Math.round((count * 1e6) / (user + system))} texts per second of processor time, ${Math.round((count * 1e3) / (performance.now() - wall))} per second`,
  );
}
console.log(machineAndCommit());
