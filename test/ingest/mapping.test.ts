import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_KINDS, KNOWN_COLUMNS } from '../../src/ingest/file-kinds.js';
import { WELL_KNOWN_COLUMNS } from '../../src/ingest/mapping/column-rule.js';
import { mappingSchema } from '../../src/ingest/mapping/mapping.js';
import { defaultMapping, readMapping } from '../../src/ingest/mapping/read-mapping.js';
import { dataFolder } from './ingest-world.js';

const GUIDE = 'docs/guide/ingest.md';

describe('isthmus.yaml', () => {
  test('may be empty', async () => {
    const folder = await dataFolder({ 'isthmus.yaml': '# nothing to say\n' });
    expect(await readMapping(join(folder, 'isthmus.yaml'))).toEqual(defaultMapping());
    await rm(folder, { recursive: true });
  });

  test('is in the guide with every setting, and the example can be used', async () => {
    const example = /```yaml\n([\s\S]+?)```/.exec(await readFile(GUIDE, 'utf8'))?.[1] ?? '';
    for (const setting of Object.keys(mappingSchema.shape)) expect(example).toMatch(new RegExp(`^${setting}:`, 'm'));
    const folder = await dataFolder({ 'isthmus.yaml': example });
    const mapping = await readMapping(join(folder, 'isthmus.yaml'));
    expect(mapping.columns['Release date']).toEqual({ type: 'date', name: 'released' });
    await rm(folder, { recursive: true });
  });

  test('the guide names every kind of file with its columns, and the well-known columns', async () => {
    const lines = (await readFile(GUIDE, 'utf8')).split('\n');
    for (const kind of FILE_KINDS) {
      const row = lines.find((line) => line.startsWith(`| \`${kind}\` |`))?.split('|') ?? [];
      expect(row[2]?.trim()).toBe(KNOWN_COLUMNS[kind].required.join(', '));
    }
    for (const column of WELL_KNOWN_COLUMNS.keys()) {
      expect(lines.some((line) => line.startsWith('| ') && line.split('|')[1]?.includes(column))).toBe(true);
    }
  });
});
