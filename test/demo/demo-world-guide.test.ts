import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoWorldReport } from '../../src/demo/create-demo-world.js';
import { demoWorld, WORLD_TIMEOUT_MS } from './demo-catalogue.js';
import { rowsOf } from './world-files.js';

const guide = readFileSync(join(process.cwd(), 'docs/guide/demo-world.md'), 'utf8');

/** The body rows of the table with this first heading. */
function tableOf(heading: string): string[][] {
  const lines = guide.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rest = lines.slice(start + 2);
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

let world: DemoWorldReport;
let domainsOf: Map<string, Set<string>>;
beforeAll(async () => {
  world = await demoWorld();
  domainsOf = new Map();
  for (const { userId, itemId } of world.simulated.interactions) {
    domainsOf.set(userId, (domainsOf.get(userId) ?? new Set()).add(itemId.slice(0, itemId.indexOf(':'))));
  }
}, WORLD_TIMEOUT_MS);

test('the guide counts the works as they are', () => {
  const counted = rowsOf('domains.csv').map(({ id, label }) => {
    const works = rowsOf(`items.${id}.csv`);
    return [label, String(works.length), String(works.filter((row) => row['title.zh'] !== '').length)];
  });
  expect(tableOf('domain')).toEqual(counted);
});

test('the guide counts the simulated users as they are', () => {
  const { users, relations, social, interactions } = world.simulated;
  expect(tableOf('what')).toEqual([
    ['users', String(users.length)],
    ['stated preferences', String(relations.length)],
    ['friendships', String(social.length)],
    ['events', String(interactions.length)],
  ]);
});

test('the users to try do what the guide says', () => {
  const share = (userId: string, entityId: string) => {
    const { works, entityIds } = world.catalogue;
    const entity = entityIds.indexOf(entityId);
    const workOf = new Map(works.map((work) => [work.id, work]));
    const events = world.simulated.interactions.filter((event) => event.userId === userId);
    return events.filter((event) => workOf.get(event.itemId)!.vector.entities.includes(entity)).length / events.length;
  };
  expect(tableOf('user').map(([id]) => id)).toEqual(['u026', 'u286', 'u312', 'u360', 'u410', 'u080']);
  expect(domainsOf.get('u026')).toEqual(new Set(['book']));
  expect(share('u026', 'topic:space-exploration')).toBeGreaterThan(0.25);
  expect(domainsOf.get('u286')).toEqual(new Set(['music']));
  expect(share('u286', 'topic:robots')).toBeGreaterThan(0.25);
  expect(domainsOf.get('u312')).toEqual(new Set(['podcast']));
  expect(share('u312', 'topic:serial-killers')).toBeGreaterThan(0.25);
  expect(domainsOf.get('u360')).toEqual(new Set(['film']));
  expect(share('u360', 'universe:middle-earth')).toBeGreaterThan(0.1);
  expect(domainsOf.get('u410')!.size).toBe(4);
  expect(share('u410', 'topic:imperial-china')).toBeGreaterThan(0.15);
  expect(world.simulated.interactions.filter((event) => event.userId === 'u080').length).toBeLessThanOrEqual(2);
});
