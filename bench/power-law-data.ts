import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { seededRandom } from '../src/domain/random.js';

/** At a million interactions as movielens-1m has them; MovieLens's sets of 0.1 and 10 million grow like this, too. */
const USERS = 6_040;
const ITEMS = 3_260;
const ITEM_GROWTH = 0.4;
const GENRES = 18;
const GENRES_PER_ITEM = 2;
const PEOPLE_PER_ITEM = 4;
/** How steeply activity falls from the busiest user to the idlest, and popularity from item to item. */
const ACTIVITY_EXPONENT = 0.4;
const POPULARITY_POWER = 2;
/** As in movielens-1m, nobody has rated more of the catalogue. */
const LARGEST_SHARE = 0.6;
const START_MS = Date.UTC(2020, 0, 1);
const SPAN_MS = 3 * 365 * 86_400_000;
const PIECE_CHARACTERS = 1 << 20;

/**
 * Writes a data folder with about as many interactions as asked for, with users, items and people to match, degrees by
 * power laws, each user's events together and in the order of time. The same arguments write the same files.
 */
export async function writePowerLawData(folder: string, interactions: number): Promise<void> {
  const random = seededRandom(1);
  const users = Math.round((USERS * interactions) / 1e6);
  const items = Math.round(ITEMS * (interactions / 1e6) ** ITEM_GROWTH);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'isthmus.yaml'), 'columns: {people: {relation: STARRING, kind: person}}\n');
  await writeLines(join(folder, 'items.csv'), itemLines(items, random));
  await writeLines(join(folder, 'interactions.csv'), interactionLines(users, items, interactions, random));
}

function* itemLines(items: number, random: () => number): Generator<string> {
  yield 'id,domain,title,genres,people';
  for (let item = 0; item < items; item++) {
    const genres = Array.from({ length: GENRES_PER_ITEM }, () => `Genre ${Math.floor(GENRES * random() ** 2)}`);
    const people = Array.from({ length: PEOPLE_PER_ITEM }, () => `Person ${Math.floor(items * random() ** 2)}`);
    yield `i${item},film,Film ${item},${genres.join('|')},${people.join('|')}`;
  }
}

function* interactionLines(
  users: number,
  items: number,
  interactions: number,
  random: () => number,
): Generator<string> {
  yield 'user,item,kind,value,at';
  const activity = Float64Array.from({ length: users }, (_, rank) => (rank + 1) ** -ACTIVITY_EXPONENT);
  const total = activity.reduce((sum, share) => sum + share, 0);
  for (let user = 0; user < users; user++) {
    const wanted = Math.min((activity[user] / total) * interactions, LARGEST_SHARE * items);
    const seen = new Set<number>();
    while (seen.size < wanted) seen.add(Math.floor(items * random() ** POPULARITY_POWER));
    let atMs = START_MS + random() * SPAN_MS;
    for (const item of seen) {
      atMs += random() * 86_400_000;
      yield `u${user},i${item},rate,${1 + Math.floor(5 * random())},${Math.round(atMs)}`;
    }
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    if (!stream.write(piece)) await once(stream, 'drain');
    piece = '';
  }
  stream.end(piece);
  await finished(stream);
}
