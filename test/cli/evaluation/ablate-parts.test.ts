import type { Ablation } from '../../../src/recommend/evaluation/ablation.js';
import { dataFolder } from '../../ingest/ingest-world.js';
import { CliWorld } from '../cli-world.js';

const USERS = 30;
const ITEMS = 40;
const TASTES = ['jazz', 'metal', 'folk', 'techno'];

/** Every user takes items of one topic; nothing but the items' relations tells which topic an item has. */
function listens(from: number, to: number): string {
  const rows: string[] = [];
  for (let user = 0; user < USERS; user++) {
    for (let n = from; n < to; n++) {
      rows.push(`u${user},a${(user % TASTES.length) + TASTES.length * ((n + 3 * user) % 10)},listen`);
    }
  }
  return `user,item,kind\n${rows.join('\n')}\n`;
}

const numbers = Array.from({ length: ITEMS }, (_, n) => n);
const topic = (n: number) => TASTES[n % TASTES.length];
const FILES = {
  'items.csv': `id,domain,title\n${numbers.map((n) => `a${n},music,Record ${n}`).join('\n')}\n`,
  'relations.csv': `subject,subjectType,predicate,object,objectType,objectLabel\n${numbers
    .map((n) => `a${n},item,ABOUT,topic:${topic(n)},entity,${topic(n)}`)
    .join('\n')}\n`,
  'interactions.train.csv': listens(0, 7),
  'interactions.test.csv': listens(7, 10),
};

test('evaluate --ablate knowledge,text measures without each and without both', async () => {
  const world = await CliWorld.create();
  try {
    const data = await dataFolder(FILES);
    const run = ['evaluate', '--data', data, '--ablate', 'text,knowledge', '--cold-items', '25%', '--tune', '2'];
    const { code, stdout, stderr } = await world.run(...run, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { metrics, details, ablation } = JSON.parse(stdout);
    const ofNdcg = ablation.filter(({ metric }: Ablation) => metric === 'ndcg@10');
    expect(ofNdcg.map(({ without }: Ablation) => without.join())).toEqual(['knowledge', 'text', 'knowledge,text']);
    const [knowledge, text] = ofNdcg;
    for (const { complete, difference } of ofNdcg) {
      expect(complete).toBe(metrics['ndcg@10']);
      expect(difference.count).toBe(details.queries);
    }
    // Nobody has touched the hidden items, so that their topics are all there is to go by.
    expect(knowledge.difference.low).toBeGreaterThan(0.2);
    expect(Math.abs(text.difference.mean)).toBeLessThan(knowledge.difference.mean / 2);
  } finally {
    await world.close();
  }
}, 120_000);
