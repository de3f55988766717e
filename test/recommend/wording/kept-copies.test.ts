import { KeptCopies } from '../../../src/recommend/wording/kept-copies.js';

const copy = (title: string) => ({ title, tagline: '', description: '', source: 'model', problem: null }) as const;

test('of too many copies the longest unused goes', () => {
  const kept = new KeptCopies(2);
  kept.set('a', copy('a'));
  kept.set('b', copy('b'));
  kept.get('a');
  kept.set('c', copy('c'));
  expect(['a', 'b', 'c'].map((key) => kept.get(key)?.title)).toEqual(['a', undefined, 'c']);
});
