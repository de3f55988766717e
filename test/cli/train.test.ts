import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelStoreOf } from '../../src/app/fit-store-of.js';
import { TrainingJournal } from '../../src/app/training/training-journal.js';
import { TRAINING_STEPS } from '../../src/recommend/training/training-steps.js';
import { dataFolder } from '../ingest/ingest-world.js';
import { CliWorld } from './cli-world.js';

const TIMEOUT_MS = 240_000;
const USERS = 150;
const SCENES = ['morning', 'evening'];

/** Two camps that like different halves of the films and of the books; some of their users like more than others. */
const EVENTS = Array.from({ length: USERS }, (_, user) =>
  Array.from({ length: user % 3 === 0 ? 6 : 9 }, (_, n) => {
    const item = 2 * ((user * 7 + n * 3) % 30) + (user % 2);
    return `u${user},i${item},like,${1_700_000_000 + 1_000 * n + user},${SCENES[n % 2]}`;
  }),
);
const FILES = {
  'items.csv': `id,domain,title\n${Array.from({ length: 60 }, (_, n) => `i${n},${n % 4 < 2 ? 'film' : 'book'},Work ${n}`).join('\n')}\n`,
  'scenes.csv': `id,label\n${SCENES.map((id) => `${id},${id}`).join('\n')}\n`,
  'interactions.csv': `user,item,kind,at,scene\n${EVENTS.flat().join('\n')}\n`,
};

describe('isthmus train', () => {
  let world: CliWorld;
  beforeAll(async () => {
    world = await CliWorld.create();
  });
  afterAll(() => world.close());

  test('says what to do when there is nothing to learn about', async () => {
    const { code, stdout, stderr } = await world.run('train');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe('isthmus: The graph holds no items to learn about. Run "isthmus ingest" first.\n');
    expect(world.choices).toMatchObject([{ recommends: true, ignoresStoredModels: true }]);
  });

  test('a report that has no place is told before anything is trained', async () => {
    const { code, stderr } = await world.run('train', '--report', join(world.folder, 'nowhere', 'report.html'));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^isthmus: The report cannot be written to .*report\.html: .*ENOENT.* Choose another file\.\n$/,
    );
    expect(world.trained).toHaveLength(1);
  });

  test.each([
    [['--trials', 'many'], 'Give a whole number from 1 to 1000.'],
    [['--seed', '-1'], 'Give a whole number from 0'],
    [['--pretrain', 'film'], 'Give both --pretrain'],
    [['--pretrain', 'film', '--domain', 'book', '--quick'], '--quick spares no users'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await world.run('train', ...args);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  test(
    'trains, examines and compresses a ranker, and writes a report and curves',
    async () => {
      const ingested = await world.run('ingest', await dataFolder(FILES));
      expect([ingested.code, ingested.stdout]).toEqual([0, expect.any(String)]);
      const path = join(world.folder, 'report.html');
      const { code, stdout, stderr } = await world.run('train', '--trials', '2', '--report', path);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^\S+ serves\. No other version served before\.\n$/)]);
      const version = await modelStoreOf(world).served('recommender');
      const { metrics, hyperParameters } = await modelStoreOf(world).manifest('recommender', version ?? '');
      expect(metrics.examinedNdcg20).toBeGreaterThan(0.1);
      expect(hyperParameters).toMatchObject({ compression: { chosen: expect.any(String) } });

      const steps = [...stderr.matchAll(/^training: (.*)$/gm)].map(([, step]) => step);
      expect(steps).toEqual(TRAINING_STEPS.map(({ name }) => name));
      expect(TRAINING_STEPS.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(stderr).toMatch(/^ranker, .*epoch 1: loss [\d.]+; held out: loss [\d.]+/m);

      const page = await readFile(path, 'utf8');
      for (const title of ['Feature importance', 'Calibration', 'by history length', 'by domain', 'Compression']) {
        expect(page).toContain(title);
      }
      const journal = new TrainingJournal(world.dataDir);
      const [id] = await journal.ids();
      expect(page).toContain(id);
      expect(await journal.run(id)).toMatchObject({ status: 'finished', settings: { trials: 2, examinedUsers: 300 } });
      expect(stderr).toContain(`tensorboard --logdir ${journal.eventsFolder(id)}\n`);
      expect((await readdir(journal.eventsFolder(id))).length).toBeGreaterThanOrEqual(4);
    },
    TIMEOUT_MS,
  );

  test(
    'a ranker that begins with another domain says what that gained',
    async () => {
      const domains = ['--pretrain', 'film', '--domain', 'book'];
      const { stdout, stderr } = await world.run('train', '--trials', '1', '--force', ...domains);
      expect(stdout).toMatch(/^Of \d+ users of book, the ranker that learned from film first reaches NDCG@20 [\d.]+/m);
      expect(stdout).toMatch(/^items of book, from +lists +gain of NDCG@20$/m);
      for (const phase of ['film first: ', 'then book: ', 'book alone: ']) expect(stderr).toContain(phase);
      const unknown = await world.run('train', '--pretrain', 'opera', '--domain', 'book');
      expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('There is no domain "opera".')]);
    },
    TIMEOUT_MS,
  );

  test(
    'quick, which is also called fit, examines nothing, and JSON tells what became of the version',
    async () => {
      const { code, stdout } = await world.run('fit', '--json');
      expect(code).toBe(0);
      const answer = JSON.parse(stdout);
      expect(answer).toMatchObject({
        isPromoted: true,
        reason: expect.stringMatching(/ (than|with) \d{8}T/),
        trainingRun: expect.stringMatching(/^\d{8}T\d{9}Z-\d+$/),
      });
      expect(await modelStoreOf(world).served('recommender')).toBe(answer.version);
      expect((await modelStoreOf(world).manifest('recommender', answer.version)).hyperParameters).toMatchObject({
        compression: null,
      });
      expect(world.trained.at(-1)).toMatchObject({ examinedUsers: 0, isForced: false });
    },
    TIMEOUT_MS,
  );
});
