import { dataFolder } from '../../ingest/ingest-world.js';
import { type CliRun, CliWorld } from '../cli-world.js';

const GENRES = 3;
const ITEMS = 24;
const USERS = 30;
const item = (user: number, n: number) => `i${(user % GENRES) + GENRES * ((user + n) % (ITEMS / GENRES))}`;
const rows = (count: number, row: (n: number) => string) => Array.from({ length: count }, (_, n) => row(n)).join('\n');
const events = (from: number, to: number) =>
  `user,item,kind,at\n${rows(USERS, (u) => rows(to - from, (n) => `u${u},${item(u, from + n)},read,${1_700_000_000 + from + n}`))}\n`;
/** Every user rates all items but those of a turn; high in the own genre, and everybody's level is another one. */
const rated = (isTurn: (user: number, n: number) => boolean, kind: string) => {
  const lines: string[] = [];
  for (let u = 0; u < USERS; u++) {
    for (let n = 0; n < ITEMS; n++) {
      const level = u % 4 === 0 ? 2 : 3;
      if (isTurn(u, n)) lines.push(`u${u},i${n},${kind},${n % GENRES === u % GENRES ? level + 2 : level - 1}`);
    }
  }
  return `user,item,kind,value\n${lines.join('\n')}\n`;
};
const isTest = (u: number, n: number) => (u + n) % 5 === 0;

const FILES = {
  'items.csv': `id,domain,title,description\n${rows(ITEMS, (n) => `i${n},book,Work ${n},A book of the genre ${'abc'[n % GENRES].repeat(4)} by author${n % GENRES}`)}\n`,
  'interactions.train.csv': events(0, 5),
  'interactions.test.csv': events(6, 8),
  'frozen.csv': `user,item,negatives\n${rows(USERS, (u) => `u${u},${item(u, 6)},${item(u + 1, 0)} ${item(u + 2, 3)} ${item(u + 1, 5)}`)}\n`,
};
const RATINGS = (kind: string) => ({
  'items.csv': FILES['items.csv'],
  'interactions.train.csv': rated((u, n) => !isTest(u, n), kind),
  'interactions.test.csv': rated(isTest, kind),
});

let world: CliWorld;
beforeEach(async () => {
  world = await CliWorld.create();
});
afterEach(() => world.close());

const evaluate = async (files: Readonly<Record<string, string>>, ...args: string[]): Promise<CliRun> =>
  world.run('evaluate', '--data', await dataFolder(files), ...args);

interface Model {
  readonly name: string;
  readonly settings: Readonly<Record<string, number | string>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly ratings: { readonly count: number } | null;
}

async function report(files: Readonly<Record<string, string>>, ...args: string[]) {
  const { code, stdout, stderr } = await evaluate(files, '--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function modelsOf(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Map<string, Model>> {
  const { baselines }: { baselines: readonly Model[] } = await report(files, ...args);
  return new Map(baselines.map((model) => [model.name, model]));
}

describe('isthmus evaluate --model', () => {
  test('measures baselines by the protocol of the recommender, which stands in the first row when it is named', async () => {
    const { code, stdout } = await evaluate(
      FILES,
      '--tune',
      '2',
      '--model',
      'item-knn, recommender',
      '--model',
      'popular',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^full ranking of all items, items of training and validation masked; 30 queries\n30 users,/,
    );
    expect(stdout).toMatch(/^model +recall@20 +ndcg@20 /m);
    expect(stdout.match(/^(recommender|popular|item-knn) +[01]\.\d{4} +/gm)?.map((line) => line.split(' ')[0])).toEqual(
      ['recommender', 'popular', 'item-knn'],
    );
    expect(stdout).toMatch(/similarity=\S+ neighbours=\d+ shrinkage=/);
    expect(stdout).toMatch(/Node v\d+/);
  });

  test('models that know a taste find what popularity does not', async () => {
    const models = await modelsOf(FILES, '--model', 'popular,user-knn,item-knn,rp3beta,ease,text');
    const recall = (name: string) => models.get(name)?.metrics['recall@5'] ?? 0;
    // A user's genre has eight works, of which five are masked: the two right ones are among three.
    for (const name of ['user-knn', 'item-knn', 'rp3beta', 'ease', 'text']) expect(recall(name)).toBe(1);
    expect(recall('popular')).toBeLessThan(0.7);
  });

  test('with all, every baseline that the data allow is measured, and the others are named with the reason', async () => {
    const { baselines, skipped } = await report(FILES, '--model', 'all');
    expect(baselines.map(({ name }: Model) => name)).toEqual([
      'popular',
      'user-knn',
      'item-knn',
      'rp3beta',
      'als',
      'ease',
      'ease-side',
      'text',
    ]);
    expect(skipped.map(({ name }: Model) => name)).toEqual([
      'rating-means',
      'user-knn-ratings',
      'item-knn-ratings',
      'biased-mf',
    ]);
    const { stdout } = await evaluate(FILES, '--model', 'all');
    expect(stdout).toMatch(/^without biased-mf: it needs ratings: /m);
  });

  test('with frozen negatives equal scores share the middle of their places', async () => {
    const ties = {
      ...FILES,
      'items.csv': `${FILES['items.csv']}x1,book,X,\nx2,book,Y,\nx3,book,Z,\n`,
      'ties.csv': 'user,item,negatives\nu1,x1,x2 x3\n',
    };
    const tied = await modelsOf(ties, '--negatives', 'ties.csv', '--model', 'popular');
    expect(tied.get('popular')?.metrics).toMatchObject({ 'hit@1': 0, 'hit@5': 1, 'mrr@5': 1 / 2 });
    const models = await modelsOf(FILES, '--negatives', 'frozen.csv', '--model', 'item-knn');
    expect(models.get('item-knn')?.metrics).toMatchObject({ 'hit@1': 1, 'ndcg@10': 1 });
  });

  test('with --include-seen what the user has had is ranked as well', async () => {
    const files = { ...FILES, 'interactions.test.csv': events(4, 5) };
    expect((await modelsOf(files, '--model', 'item-knn')).get('item-knn')?.metrics['recall@20']).toBe(0);
    const seen = await modelsOf(files, '--include-seen', '--model', 'item-knn');
    expect(seen.get('item-knn')?.metrics['recall@20']).toBe(1);
  });

  test('of hidden items only what does not need their users finds any', async () => {
    const files = { ...FILES, 'interactions.test.csv': events(0, 8) };
    const models = await modelsOf(files, '--cold-items', '25%', '--model', 'popular,item-knn,text');
    expect(models.get('popular')?.metrics['recall@20']).toBe(0);
    expect(models.get('item-knn')?.metrics['recall@20']).toBe(0);
    expect(models.get('text')?.metrics['recall@20']).toBe(1);
  });

  test('ratings are predicted where there are any, with the errors in the same table', async () => {
    const models = await modelsOf(RATINGS('rate'), '--model', 'all');
    const rmse = (name: string) => models.get(name)?.metrics.rmse ?? Number.NaN;
    expect(models.get('biased-mf')?.ratings?.count).toBe((USERS * ITEMS) / 5);
    expect(rmse('biased-mf')).toBeLessThan(0.5 * rmse('rating-means'));
    expect(rmse('user-knn-ratings')).toBeLessThan(0.5 * rmse('rating-means'));
    expect(rmse('item-knn-ratings')).toBeLessThan(0.5 * rmse('rating-means'));
    expect(models.get('popular')?.metrics).not.toHaveProperty('rmse');
    // What ranks by the ratings that it expects puts the own genre first.
    expect(models.get('biased-mf')?.metrics['ndcg@20']).toBeGreaterThan(0.5);
    const { stdout } = await evaluate(RATINGS('rate'), '--model', 'rating-means,popular');
    expect(stdout).toMatch(/ rmse +mae /);
    expect(stdout).toMatch(/^rmse and mae over 144 ratings$/m);
  });

  test('with --rating the values of other kinds count as ratings', async () => {
    const files = RATINGS('watch');
    const { code, stderr } = await evaluate(files, '--model', 'biased-mf');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^isthmus: biased-mf cannot be fitted to .*: it needs ratings: .*--rating/);
    const models = await modelsOf(files, '--rating', '--model', 'biased-mf,rating-means');
    expect(models.get('biased-mf')?.ratings?.count).toBe(144);
  });

  test('hidden items take their ratings with them', async () => {
    const all = await modelsOf(RATINGS('rate'), '--model', 'rating-means');
    const cold = await modelsOf(RATINGS('rate'), '--cold-items', '30%', '--model', 'rating-means,biased-mf');
    // All ratings of the hidden items are asked for, those that were for training, too.
    expect(cold.get('rating-means')?.ratings?.count).toBe(112);
    // Without its ratings an item is just as usual as any other.
    expect(cold.get('biased-mf')?.metrics.rmse).toBeGreaterThan(1.2);
    expect(all.get('rating-means')?.metrics.rmse).not.toBe(cold.get('rating-means')?.metrics.rmse);
  });
});

describe('settings of baselines', () => {
  test('are given by name, and what is given is not searched', async () => {
    const args = ['--model', 'item-knn', '--set', 'item-knn.shrinkage=7', '--set', 'item-knn.similarity=pearson'];
    const given = (await modelsOf(FILES, ...args)).get('item-knn')?.settings;
    expect(given).toEqual({ similarity: 'pearson', neighbours: 200, shrinkage: 7 });
    const tuned = (await modelsOf(FILES, '--tune', '12', ...args)).get('item-knn')?.settings;
    expect(tuned).toMatchObject({ similarity: 'pearson', shrinkage: 7 });
  });

  test('are searched on validation pairs alone, so that the test file does not change them', async () => {
    const args = ['--tune', '6', '--model', 'item-knn,als,ease,rating-means,biased-mf'];
    const settings = async (files: Readonly<Record<string, string>>) =>
      [...(await modelsOf(files, ...args)).values()].map((model) => [model.name, model.settings]);
    const found = await settings(RATINGS('rate'));
    const other = { ...RATINGS('rate'), 'interactions.test.csv': rated((u, n) => isTest(u, n + 1), 'rate') };
    expect(await settings(other)).toEqual(found);
    const usual = [...(await modelsOf(RATINGS('rate'), ...args.slice(2))).values()].map((m) => [m.name, m.settings]);
    expect(found).not.toEqual(usual);
  });

  test.each([
    [['--model', ','], /Name at least one model: recommender, /],
    [['--model', 'gorse'], /^isthmus: There is no model gorse\. Models: recommender, popular, user-knn, .*, all\.\n$/],
    [['--model', 'ease', '--set', 'ease.lambda=1'], /--set ease: .*lambda/s],
    [['--model', 'ease', '--set', 'ease.regularisation=-1'], /--set ease: .*regularisation/s],
    [['--model', 'item-knn', '--set', 'item-knn.similarity=jaccard'], /--set item-knn: .*adjusted-cosine/s],
    [['--model', 'popular', '--set', 'ease.regularisation=1'], /ease is not among the baselines to evaluate\./],
    [
      ['--model', 'ease', '--set', 'regularisation=1'],
      /Give settings as model\.setting=value, not as regularisation=1\./,
    ],
  ])('%j is refused with a line that says why', async (args, message) => {
    const { code, stdout, stderr } = await evaluate(FILES, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
