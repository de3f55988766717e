import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnswerCache } from '../../../src/llm/cache/answer-cache.js';

describe('the cache of answers', () => {
  let folder: string;
  const warnings: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'isthmus-answers-'));
    warnings.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (maxBytes = 1_000_000, at = folder) =>
    new AnswerCache({ folder: at, maxBytes, warn: (message) => warnings.push(message) });
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const key = (question: unknown) => AnswerCache.key(question);

  test('an answer is there again after a restart, and the question is not on the disk', async () => {
    await open().put(key('What is secret?'), '很好');
    expect(await open().get(key('What is secret?'))).toBe('很好');
    expect(await open().get(key('What else?'))).toBeNull();
    const [file] = files();
    expect(readFileSync(file, 'utf8')).not.toContain('secret');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('every part of a question counts for its key', () => {
    expect(new Set([key({ a: 1 }), key({ a: 2 }), key({ b: 1 }), key(['a', 1])]).size).toBe(4);
  });

  test.each<[string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['changed', (text) => text.replace('good', 'evil')],
    ['of another format', (text) => text.replace('"format":1', '"format":2')],
    ['no JSON', () => '\u0000\u0000'],
  ])('an entry that is %s counts as absent, and the next answer replaces it', async (_, damage) => {
    await open().put(key('q'), 'a good answer');
    const [file] = files();
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    expect(await open().get(key('q'))).toBeNull();
    await open().put(key('q'), 'another answer');
    expect(await open().get(key('q'))).toBe('another answer');
  });

  test('the folder stays within its size, and what was used longest ago goes first', async () => {
    const cache = open(20_000);
    const text = 'x'.repeat(900);
    await cache.put(key(0), text);
    for (let k = 1; k < 100; k++) {
      const [old] = files().filter((file) => file.endsWith(`${key(k - 1)}.json`));
      if (k > 1) utimesSync(old, k, k);
      await cache.get(key(0));
      await cache.put(key(k), text);
    }
    const bytes = files().reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThanOrEqual(20_000);
    expect(await cache.get(key(0))).toBe(text);
    expect(await cache.get(key(99))).toBe(text);
    expect(await cache.get(key(1))).toBeNull();
  });

  test('an answer that is larger than the whole cache is not kept', async () => {
    const cache = open(100);
    await cache.put(key('q'), 'x'.repeat(1_000));
    expect(files()).toEqual([]);
  });

  test('two processes with one folder do not hurt each other', async () => {
    const caches = [open(), open()];
    await Promise.all(Array.from({ length: 40 }, (_, k) => caches[k % 2].put(key(k % 10), `answer ${k % 10}`)));
    for (let k = 0; k < 10; k++) expect(await open().get(key(k))).toBe(`answer ${k}`);
    expect(files()).toHaveLength(10);
  });

  test('a folder that cannot be written is told once and fails no call', async () => {
    const place = join(folder, 'file');
    writeFileSync(place, 'in the way');
    chmodSync(place, 0o400);
    const cache = open(1_000_000, place);
    await cache.put(key(1), 'one');
    await cache.put(key(2), 'two');
    expect(await cache.get(key(1))).toBeNull();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(place);
  });
});
