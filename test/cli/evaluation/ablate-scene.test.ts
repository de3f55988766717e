import { dataFolder } from '../../ingest/ingest-world.js';
import { CliWorld } from '../cli-world.js';

const USERS = 40;
const ITEMS = 30;
const DAYTIMES = ['morning', 'noon', 'evening'];

/** Every user has an app for each time of the day, and tries another one now and then. */
function uses(from: number, to: number): string {
  const rows: string[] = [];
  for (let user = 0; user < USERS; user++) {
    for (let n = from; n < to; n++) {
      const part = (user + n) % 3;
      const app = n % 7 === 6 ? (3 * user + n) % ITEMS : (user + 10 * part) % ITEMS;
      rows.push(`u${user},a${app},use,${n},${DAYTIMES[part]}`);
    }
  }
  return `user,item,kind,value,context.daytime\n${rows.join('\n')}\n`;
}

const items = Array.from({ length: ITEMS }, (_, n) => `a${n},app,App ${n}`).join('\n');
const FILES = {
  'items.csv': `id,domain,title\n${items}\n`,
  'interactions.train.csv': uses(0, 20),
  'interactions.test.csv': uses(21, 24),
};

test('evaluate --ablate scene tells what scene and situation are worth, and the figures of each', async () => {
  const world = await CliWorld.create();
  try {
    const data = await dataFolder(FILES);
    const run = ['evaluate', '--data', data, '--include-seen', '--ablate', 'scene', '--tune', '4'];
    const { code, stdout, stderr } = await world.run(...run, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { details, ablation } = JSON.parse(stdout);
    // Each row of the test file is a query of its own.
    expect(details.queries).toBe(3 * USERS);
    expect(details.byScene.map(({ scene }: { readonly scene: string }) => scene).sort()).toEqual([
      'daytime: evening',
      'daytime: morning',
      'daytime: noon',
    ]);
    const ndcg = ablation.find(({ metric }: { readonly metric: string }) => metric === 'ndcg@10');
    expect(ndcg.without).toEqual(['scene']);
    expect(ndcg.complete).toBe(details.metrics['ndcg@10']);
    expect(ndcg.complete).toBeGreaterThan(0.9);
    expect(ndcg.reduced).toBeLessThan(0.8);
    expect(ndcg.difference.low).toBeGreaterThan(0);
    expect(ndcg.difference.count).toBe(3 * USERS);
  } finally {
    await world.close();
  }
}, 120_000);

test('evaluate --ablate takes known parts only, and not with frozen lists', async () => {
  const world = await CliWorld.create();
  try {
    const unknown = await world.run('evaluate', '--data', '.', '--ablate', 'text,weather');
    expect(unknown.stderr).toMatch(/Give one or more of scene, knowledge, text/);
    const lists = await world.run('evaluate', '--data', '.', '--ablate', 'scene', '--negatives', 'frozen.csv');
    expect(lists.stderr).toMatch(/cannot be used with option/);
  } finally {
    await world.close();
  }
});
