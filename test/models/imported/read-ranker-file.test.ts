import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import { readRankerFile } from '../../../src/models/imported/read-ranker-file.js';
import { OnnxRanker } from '../../../src/models/ranker/onnx-ranker.js';
import { BAD_MODELS, changedRanker, goodRanker, WIDTH } from './bad-models.js';

const NAMES = ['a', 'b', 'c', 'd'];
const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(bytes: Uint8Array, name = 'model.onnx'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function scoresOf(bytes: Uint8Array, features: number[], width: number) {
  const ranker = await OnnxRanker.open(bytes, 'mine', width, CPU);
  const { scores, linear } = await ranker.score(Float32Array.from(features), features.length / width);
  await ranker.release();
  return { scores: [...scores], linear: [...linear] };
}

test('a ranker with scores alone serves, and its paths earn nothing', async () => {
  const bytes = await readRankerFile(await file(goodRanker()), NAMES, null);
  expect(await scoresOf(bytes, [1, 1, 1, 1, 0, 0, 0, 2], WIDTH)).toEqual({
    scores: [10, 8],
    linear: new Array(8).fill(0),
  });
});

test('a ranker that says what each feature earned keeps saying it', async () => {
  const bytes = await readRankerFile(await file(goodRanker({ hasLinear: true })), NAMES, null);
  expect(await scoresOf(bytes, [1, 0, 1, 0], WIDTH)).toEqual({ scores: [4], linear: [1, 0, 3, 0] });
});

test('a ranker of some features gets those, in its own order', async () => {
  const path = await file(goodRanker({ hasLinear: true, width: 2 }));
  const bytes = await readRankerFile(path, NAMES, ['d', 'b']);
  expect(await scoresOf(bytes, [9, 10, 9, 1], WIDTH)).toEqual({ scores: [21], linear: [0, 20, 0, 1] });
  await expect(readRankerFile(path, NAMES, ['d', 'z'])).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: 'There is no feature "z". These are: a, b, c, d.',
  });
});

test.each(BAD_MODELS)('%s is refused, and the error says what is wrong', async (_, make, message) => {
  await expect(readRankerFile(await file(make()), NAMES, null)).rejects.toMatchObject({
    code: 'MODEL_INVALID',
    message: expect.stringMatching(message),
  });
});

test('folders, links and files that are not there are refused', async () => {
  await symlink(await file(goodRanker()), join(folder, 'link.onnx'));
  for (const name of ['', 'link.onnx', 'nothing.onnx']) {
    await expect(readRankerFile(join(folder, name), NAMES, null)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  }
});

describe('weights in another file', () => {
  const WEIGHTS = Buffer.from(Float32Array.of(4, 3, 2, 1).buffer);

  /** The good ranker whose weights lie elsewhere. */
  function external(entries: Record<string, string>): Uint8Array {
    return changedRanker((_, { initializer }) => {
      const weights = initializer?.find(({ name }) => name === 'weights');
      if (weights === undefined) throw new Error('The ranker has no weights.');
      weights.rawData = new Uint8Array(0);
      weights.dataLocation = onnxProto.onnx.TensorProto.DataLocation.EXTERNAL;
      weights.externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
    });
  }

  test.each([[{ location: 'weights.bin' }], [{ location: 'parts/weights.bin', offset: '8', length: '16' }]])(
    'are taken in from below its own folder (%j)',
    async (entries) => {
      await mkdir(join(folder, 'parts'));
      await file(WEIGHTS, 'weights.bin');
      await file(Buffer.concat([Buffer.alloc(8), WEIGHTS]), 'parts/weights.bin');
      const bytes = await readRankerFile(await file(external(entries)), NAMES, null);
      await rm(join(folder, 'weights.bin'));
      expect((await scoresOf(bytes, [1, 0, 0, 1], WIDTH)).scores).toEqual([5]);
    },
  );

  test.each([
    ['a path upwards', { location: '../weights.bin' }, /not a path below/],
    ['a path down and up', { location: 'parts/../../weights.bin' }, /not a path below/],
    ['an absolute path', { location: '/etc/passwd' }, /not a path below/],
    ['a path with backslashes', { location: '..\\weights.bin' }, /not a path below/],
    ['a drive', { location: 'C:weights.bin' }, /not a path below/],
    ['an address', { location: 'file:///etc/passwd' }, /not a path below/],
    ['no path', {}, /not a path below/],
    ['an end of text in the path', { location: 'weights.bin\0.txt' }, /not a path below/],
    ['a file that is not there', { location: 'nothing.bin' }, /is not there/],
    ['a link', { location: 'link.bin' }, /is a link/],
    ['a second name of a file elsewhere', { location: 'hard.bin' }, /is a link/],
    ['a folder behind a link', { location: 'away/weights.bin' }, /is a link/],
    ['a folder', { location: 'parts' }, /no plain file/],
    ['an offset behind the end', { location: 'weights.bin', offset: '4' }, /behind the end of a file: 4 \+ 16 of 16/],
    ['a huge offset', { location: 'weights.bin', offset: '9007199254740991' }, /behind the end/],
    ['an offset that no number holds', { location: 'weights.bin', offset: '99999999999999999999' }, /says "9999/],
    ['a negative offset', { location: 'weights.bin', offset: '-16' }, /says "-16"/],
    ['another length', { location: 'weights.bin', length: '8' }, /of 16 bytes, but names 8/],
  ])('are refused at %s', async (_, entries, message) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'isthmus-elsewhere-'));
    await writeFile(join(elsewhere, 'weights.bin'), WEIGHTS);
    await writeFile(join(folder, '..', 'weights.bin'), WEIGHTS);
    await mkdir(join(folder, 'parts'));
    await file(WEIGHTS, 'weights.bin');
    await symlink(join(elsewhere, 'weights.bin'), join(folder, 'link.bin'));
    await link(join(elsewhere, 'weights.bin'), join(folder, 'hard.bin'));
    await symlink(elsewhere, join(folder, 'away'));
    await expect(readRankerFile(await file(external(entries)), NAMES, null)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(message),
    });
    await rm(elsewhere, { recursive: true });
    await rm(join(folder, '..', 'weights.bin'));
  });
});
