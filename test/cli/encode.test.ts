import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageOf, toneOf, wavOf } from '../ingest/media/media-files.js';
import { writeTinyAudioEncoder, writeTinyImageEncoder } from '../models/media/tiny-media-models.js';
import { CliWorld } from './cli-world.js';

let world: CliWorld;
let model: string;
let images: string;
beforeEach(async () => {
  world = await CliWorld.create();
  const data = join(world.folder, 'data');
  images = join(world.folder, 'images');
  for (const folder of [data, images, join(images, 'film')]) await mkdir(folder);
  await writeFile(
    join(data, 'items.csv'),
    'id,domain,title\nfilm:arrival,film,Arrival\nfilm:dune,film,Dune\nemma,book,Emma\n',
  );
  model = writeTinyImageEncoder(join(world.folder, 'models', 'colours.onnx'));
  expect((await world.run('ingest', data)).code).toBe(0);
  await writeFile(join(images, 'film', 'arrival.png'), await imageOf('red'));
  await writeFile(join(images, 'film%3Adune.webp'), await imageOf('blue', 'webp'));
  await writeFile(join(images, 'emma.jpeg'), await imageOf('green', 'jpeg'));
});
afterEach(() => world.close());

const encode = async (...more: string[]) => {
  const run = await world.run('encode', '--images', images, '--model', model, '--json', ...more);
  return { ...run, report: run.stdout === '' ? null : JSON.parse(run.stdout) };
};
const vectors = async () =>
  JSON.parse(
    (
      await world.run(
        'cypher',
        '-e',
        'MATCH (v:MediaVector) RETURN v.id AS id, v.encoder AS encoder, v.size AS size ORDER BY id',
        '--json',
      )
    ).stdout,
  );

test('images that are named like items become vectors of these, and are not encoded twice', async () => {
  const first = await encode();
  expect(first.code).toBe(0);
  expect(first.report).toMatchObject({ seen: 3, encoded: 3, failed: 0, size: 3, failuresPath: null });
  expect(first.report.encoder).toMatch(/^image:colours-[0-9a-f]{16}$/);
  expect((await encode()).report).toMatchObject({ seen: 3, unchanged: 3, encoded: 0 });

  await writeFile(join(images, 'emma.jpeg'), await imageOf('white', 'jpeg'));
  expect((await encode()).report).toMatchObject({ unchanged: 2, encoded: 1 });
});

test('another encoder makes all vectors anew', async () => {
  await encode();
  writeTinyImageEncoder(model, { scale: 2 });
  expect((await encode()).report).toMatchObject({ unchanged: 0, encoded: 3, outdated: 0 });
});

test('files that are no image or of no item are listed with the reason, and the rest goes in', async () => {
  await writeFile(join(images, 'film', 'dune.png'), 'This is no image.');
  await rm(join(images, 'film%3Adune.webp'));
  await writeFile(join(images, 'unknown.png'), await imageOf('red'));
  await writeFile(join(images, 'notes.txt'), 'not meant');
  const { code, report, stderr } = await encode();
  expect(code).toBe(2);
  expect(report).toMatchObject({ seen: 4, encoded: 2, failed: 2, ignored: 1 });
  expect(stderr).toContain(report.failuresPath);
  const failures = (await readFile(report.failuresPath, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(failures.sort((a, b) => (a.file < b.file ? -1 : 1))).toMatchObject([
    { file: 'film/dune.png', reason: expect.stringMatching(/cannot be read: .*unsupported image format/) },
    { file: 'unknown.png', reason: 'There is no item "unknown".' },
  ]);
});

test('a list says which file is of which item, and may not lead out of the folder', async () => {
  const map = join(world.folder, 'covers.csv');
  await writeFile(map, 'item,file\nemma,film/arrival.png\nfilm:dune,../secret.png\n,emma.jpeg\n');
  const { report } = await encode('--map', map);
  expect(report).toMatchObject({ seen: 3, encoded: 1, failed: 2 });
  const reasons = await readFile(report.failuresPath, 'utf8');
  expect(reasons).toMatch(/"covers.csv","line":3,"reason":"file: \\"..\/secret.png\\" is not in the folder/);
  expect(reasons).toMatch(/"line":4,"reason":"item: the value is missing/);
});

test('vectors of items without a file stay until they are pruned', async () => {
  await encode();
  await rm(join(images, 'emma.jpeg'));
  expect((await encode()).report).toMatchObject({ seen: 2, removed: 0 });
  expect((await encode('--prune')).report).toMatchObject({ seen: 2, removed: 1 });
  const listed = JSON.stringify(await vectors());
  expect(listed).toContain('image/film:arrival');
  expect(listed).not.toContain('image/emma');
});

test('vectors of another encoder are counted, since they are not used', async () => {
  await encode();
  await rm(join(images, 'emma.jpeg'));
  writeTinyImageEncoder(model, { scale: 2 });
  expect((await encode()).report).toMatchObject({ encoded: 2, outdated: 1 });
  const run = await world.run('encode', '--images', images, '--model', model);
  expect(run.stderr).toContain('1 vectors are of other encoders');
});

test('sounds are encoded by a model of their own, beside the images', async () => {
  await encode();
  const sounds = join(world.folder, 'sounds');
  await mkdir(sounds);
  await writeFile(join(sounds, 'emma.wav'), wavOf([toneOf(220, 1, 8_000)], 8_000));
  const ears = writeTinyAudioEncoder(join(world.folder, 'models', 'ears.onnx'), { manifest: { sampleRate: 4_000 } });
  const run = await world.run('encode', '--audio', sounds, '--model', ears, '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({ encoded: 1, size: 4, outdated: 0 });
  expect(JSON.stringify(await vectors())).toMatch(/audio\/emma.*image\/emma/);
});

test.each<[string, string[], RegExp]>([
  ['neither images nor sounds', [], /either --images or --audio/],
  ['both at once', ['--images', 'a', '--audio', 'b'], /either --images or --audio/],
  ['a folder that is not there', ['--images', 'nowhere'], /nowhere cannot be read/],
])('%s: the command says what to do', async (_, args, message) => {
  const run = await world.run('encode', ...args, '--model', model);
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(message);
});

test('a model that is none, or a folder without images, ends the command before the store is opened', async () => {
  await writeFile(model, 'not a model');
  expect((await encode()).stderr).toMatch(/no ONNX model/);
  await mkdir(join(world.folder, 'empty'));
  const run = await world.run('encode', '--images', join(world.folder, 'empty'), '--model', model);
  expect(run.stderr).toMatch(/nothing to encode.*\.jpg/);
  expect(world.opened).toBe(1);
});
