import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { IngestWorld, NOW_MS } from '../ingest-world.js';

describe('Parquet source', () => {
  let world: IngestWorld;
  afterEach(() => world.close());

  const write = async (
    name: string,
    columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData'],
    rowGroupSize = 2,
  ) => {
    await writeFile(join(world.folder, name), Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize })));
  };

  test('reads rows of several row groups with the types that they have', async () => {
    world = await IngestWorld.create();
    await write('items.parquet', [
      { name: 'id', data: ['1', '2', '3'], type: 'STRING' },
      { name: 'domain', data: ['film', 'film', 'book'], type: 'STRING' },
      { name: 'title', data: [' Dune ', 'Arrival', 'Solaris'], type: 'STRING' },
      { name: 'year', data: [2021, 2016, null], type: 'INT32', nullable: true },
      { name: 'pages', data: [1n, 2n, 2n ** 60n], type: 'INT64' },
      { name: 'rated', data: [true, false, true], type: 'BOOLEAN' },
      { name: 'addedAt', data: [new Date(NOW_MS), new Date(0), new Date(1)], type: 'TIMESTAMP' },
    ]);
    const report = await world.ingest();
    expect(report.totals).toMatchObject({ read: 3, new: 3, rejected: 0 });
    const items = await world.reader.items(['1', '2', '3']);
    expect(items.get('1')).toMatchObject({ title: 'Dune', year: 2021, attributes: { pages: 1, rated: true } });
    expect(items.get('1')?.addedAt).toBe(NOW_MS);
    expect(items.get('3')).toMatchObject({ year: null, attributes: { pages: String(2n ** 60n), rated: true } });
  });

  test('rejects a row whose text is not UTF-8 and takes the others', async () => {
    world = await IngestWorld.create();
    await write('users.parquet', [{ name: 'id', data: ['good', '!bad!', 'fine'], type: 'STRING' }], 10);
    const path = join(world.folder, 'users.parquet');
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(path);
    bytes[bytes.indexOf('!bad!')] = 0xff;
    await writeFile(path, bytes);
    const report = await world.ingest();
    expect(report.totals).toMatchObject({ read: 3, new: 2, rejected: 1 });
    expect(await world.rejects()).toEqual([
      { file: 'users.parquet', line: 2, reason: 'id: the text is not valid UTF-8.', raw: expect.any(String) },
    ]);
  });
});
