import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMediaFiles, itemIdsOf } from '../../../src/ingest/media/find-media-files.js';

test.each([
  ['arrival.jpg', ['arrival']],
  ['film/arrival.jpg', ['film/arrival', 'film:arrival', 'arrival']],
  ['film%3Aarrival.final.jpg', ['film:arrival.final']],
  ['a%2Fb.png', ['a/b']],
  ['100%.png', ['100%']],
  ['中文.webp', ['中文']],
])('%s may be of the items %j', (name, ids) => {
  expect(itemIdsOf(name)).toEqual(ids);
});

test('files are found in folders at any depth, in the order of their names, by their endings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-find-'));
  await mkdir(join(folder, 'b', 'deep'), { recursive: true });
  for (const name of ['b/deep/x.PNG', 'a.jpeg', 'b/song.mp3', 'notes.txt', 'noending']) {
    await writeFile(join(folder, name), '');
  }
  await symlink(join(folder, 'a.jpeg'), join(folder, 'link.jpg'));
  const images = await findMediaFiles(folder, 'image');
  expect(images.files.map(({ name }) => name)).toEqual(['a.jpeg', 'b/deep/x.PNG']);
  expect(images.files[1].path).toBe(join(folder, 'b/deep/x.PNG'));
  expect(images.ignored).toBe(4);
  expect((await findMediaFiles(`${folder}/`, 'audio')).files.map(({ name }) => name)).toEqual(['b/song.mp3']);
  await rm(folder, { recursive: true });
});
