import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '../ingest/ingest-world.js';
import { CliWorld } from './cli-world.js';

const FILMS = [
  ['dune', 'Denis Villeneuve', 'Sandworms and spice on a desert planet of noble houses'],
  ['shining', 'Stanley Kubrick', 'A writer goes mad in an empty hotel in the snow'],
  ['jaws', 'Steven Spielberg', 'A shark keeps swimmers out of the water of a summer resort'],
  ['heat', 'Michael Mann', 'A detective hunts bank robbers through Los Angeles by night'],
  ['amelie', 'Jean-Pierre Jeunet', 'A waitress in Paris secretly makes strangers happy'],
  ['alien', 'Ridley Scott', 'The crew of a freighter meets a creature that bleeds acid'],
  ['rocky', 'John Avildsen', 'A boxer from Philadelphia fights the champion of the world'],
  ['psycho', 'Alfred Hitchcock', 'A thief spends the night in a motel with a shower'],
  ['tootsie', 'Sydney Pollack', 'An actor dresses as a woman to get a part on television'],
  ['bullitt', 'Peter Yates', 'A policeman drives after killers over the hills of San Francisco'],
  ['hunger', 'Steve McQueen', 'Prisoners in Belfast refuse to eat for their rights'],
] as const;

test('what is surely one is merged in one go, and each merge can be undone', async () => {
  const world = await CliWorld.create();
  try {
    const id = (name: string) => `person:${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
    await world.run(
      'ingest',
      await dataFolder({
        'items.csv': `id,domain,title,description\n${FILMS.map(([film, , text]) => `${film},film,${film},${text}`).join('\n')}\n`,
        'relations.csv': `subject,subjectType,predicate,object,objectType,objectLabel\n${FILMS.map(
          ([film, name]) => `${film},item,DIRECTED_BY,${id(name)},entity,${name}`,
        ).join('\n')}\n`,
      }),
    );
    const pages = [
      ['dune', 'It was directed by D. Villeneuve.'],
      ['bullitt', 'It stars Steven McQueen and Steve M. McQueen.'],
    ].map(([item, text], n) => JSON.stringify({ id: `p${n}`, item, text }));
    await writeFile(join(world.folder, 'pages.jsonl'), pages.join('\n'));
    await world.run('extract', '--no-descriptions', join(world.folder, 'pages.jsonl'));

    const shown = await world.run('merge');
    expect(shown.stdout).toMatch(/D\. Villeneuve \/ Denis Villeneuve +a shortened name +\d+\.\d +yes/);
    expect(shown.stdout).toMatch(/Steve McQueen \/ Steve M\. McQueen +a shortened name +-?\d+\.\d *\n/);
    const merged = JSON.parse((await world.run('merge', '--sure', '--json')).stdout);
    expect(merged).toMatchObject([{ from: 'person:d-villeneuve', into: 'person:denis-villeneuve', isSure: true }]);
    expect(JSON.parse((await world.run('merge', '--sure', '--json')).stdout)).toEqual([]);
    expect((await world.run('merge', '--undo', 'person:d-villeneuve')).stdout).toMatch(/of its own again/);
  } finally {
    await world.close();
  }
}, 60_000);
