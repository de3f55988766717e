import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fitStoreOf, modelStoreOf } from '../../src/app/fit-store-of.js';
import { openStore } from '../../src/app.js';
import { storePath } from '../../src/config/store-path.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { fitOptions } from '../../src/recommend/fitting/fit-models.js';
import { FEATURE_COUNT } from '../../src/recommend/ranking/features.js';
import { dataFolder } from '../ingest/ingest-world.js';
import { goodRanker } from '../models/imported/bad-models.js';
import { CliWorld, NOW_MS } from './cli-world.js';

const FILES = {
  'items.csv': `id,domain,title\n${Array.from({ length: 8 }, (_, n) => `f${n},film,Film ${n}`).join('\n')}\n`,
  'interactions.csv': `user,item,kind,at\n${Array.from({ length: 60 }, (_, n) => `u${n % 12},f${(n * 5) % 8},like,${1_700_000_000 + n}`).join('\n')}\n`,
};

describe('isthmus models', () => {
  let world: CliWorld;
  let versions: string[];
  beforeAll(async () => {
    world = await CliWorld.create();
    expect((await world.run('ingest', await dataFolder(FILES))).code).toBe(0);
  });
  afterAll(() => world.close());

  /** Fits twice, as `fit` does; the first version serves. */
  async function fitted(): Promise<string[]> {
    const { graph, ontology } = await openStore(storePath(world.dataDir));
    const fits = fitStoreOf({ dataDir: world.dataDir, executionProvider: 'cpu' }, () => undefined);
    const projection = await buildProjection(graph, { ontology });
    const made: string[] = [];
    for (let n = 0; n < 2; n++) {
      const { models } = await fits.fit(projection, fitOptions({ trials: 1, runId: 'r1' }, NOW_MS));
      made.push(models.version);
    }
    await fits.promote(made[0], { reason: 'It was the first.', isForced: false, comparison: null });
    await graph.close();
    return made;
  }

  test('says what to do when nothing is stored', async () => {
    expect(await world.run('models', 'list')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No model is stored yet. Run "isthmus train".\n',
    });
    expect((await world.run('models', 'show')).stderr).toBe(
      'isthmus: No version serves; none is stored. Run "isthmus train".\n',
    );
    const ranker = join(world.folder, 'early.onnx');
    await writeFile(ranker, goodRanker({ width: FEATURE_COUNT }));
    const { code, stderr } = await world.run('models', 'import', ranker);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('no models are stored yet. Run "isthmus train" first.'),
    ]);
    versions = await fitted();
  });

  test('list tells which version serves', async () => {
    const { code, stdout } = await world.run('models', 'list');
    expect(code).toBe(0);
    const [head, newest, oldest] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^model +version +MB +fitted on$/);
    expect(newest).toMatch(new RegExp(`^recommender +${versions[1]} .*events=60 +served before$`));
    expect(oldest).toMatch(new RegExp(`^recommender +${versions[0]} .*events=60 +serves$`));
    expect(JSON.parse((await world.run('models', 'list', '--json')).stdout)).toHaveLength(2);
  });

  test('show tells all of one version, and names those that are there when it is not', async () => {
    const { stdout } = await world.run('models', 'show');
    expect(stdout).toContain('It was the first.');
    expect(stdout).toMatch(/^training +r1$/m);
    expect(JSON.parse((await world.run('models', 'show', versions[1], '--json')).stdout)).toMatchObject({
      version: versions[1],
      isServed: false,
    });
    const { code, stderr } = await world.run('models', 'show', 'v9');
    expect([code, stderr]).toEqual([
      1,
      `isthmus: There is no version "v9"; these are stored: ${versions[1]}, ${versions[0]}.\n`,
    ]);
  });

  test('promote and rollback change what serves', async () => {
    const promoted = await world.run('models', 'promote', versions[1]);
    expect(promoted.stdout).toMatch(new RegExp(`^${versions[1]} serves\\. Only \\d+ users have held-out items`));
    expect(await modelStoreOf(world).served('recommender')).toBe(versions[1]);
    expect((await world.run('models', 'rollback')).stdout).toBe(`${versions[0]} serves.\n`);
    expect(await modelStoreOf(world).served('recommender')).toBe(versions[0]);
    const forced = await world.run('models', 'promote', versions[1], '--force', '--json');
    expect(JSON.parse(forced.stdout)).toMatchObject({ version: versions[1], isPromoted: true });
    const manifest = JSON.parse(
      await readFile(join(world.dataDir, 'models/recommender', versions[1], 'manifest.json'), 'utf8'),
    );
    expect(manifest.promotions.at(-1)).toMatchObject({ isForced: true });
    const unknown = await world.run('models', 'promote', 'v9', '--force');
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringContaining('There is no version "v9"; these are stored'),
    ]);
  });

  test('import takes a good ranker, refuses a bad one, and what serves goes on', async () => {
    const good = join(world.folder, 'good.onnx');
    await writeFile(good, goodRanker({ width: FEATURE_COUNT }));
    const { code, stdout } = await world.run('models', 'import', good, '--name', 'mine', '--json');
    expect(code).toBe(0);
    const { version } = JSON.parse(stdout);
    const { hyperParameters } = await modelStoreOf(world).manifest('recommender', version);
    expect(hyperParameters).toMatchObject({
      ranker: { name: 'mine', importedFrom: 'good.onnx', channelsOf: versions[1] },
    });
    const some = await world.run('models', 'import', good, '--inputs', 'popular.root, item.degree');
    expect([some.code, some.stderr]).toEqual([1, expect.stringMatching(/"features" in the shape \[n, 2\]/)]);
    const bad = join(world.folder, 'bad.onnx');
    await writeFile(bad, 'text');
    const refused = await world.run('models', 'import', bad);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^isthmus: The model is no ONNX model.*\n$/),
    ]);
    expect(await modelStoreOf(world).served('recommender')).toBe(version);
  });

  test('a version whose manifest is damaged is listed with what is wrong', async () => {
    await writeFile(join(world.dataDir, 'models/recommender', versions[0], 'manifest.json'), '{');
    expect((await world.run('models', 'list')).stdout).toMatch(/manifest\.json is not valid JSON/);
  });
});
