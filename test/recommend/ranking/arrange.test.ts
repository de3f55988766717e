import { type ArrangeInput, arrange } from '../../../src/recommend/ranking/arrange.js';

/** Six items, best first; 0 and 1 are alike, as are 2 and 3. */
const twins = (item: number) =>
  Float32Array.from({ length: 6 }, (_, other) => (other !== item && other >> 1 === item >> 1 ? 1 : 0));
const input = (fields: Partial<ArrangeInput>): ArrangeInput => ({
  items: [0, 1, 2, 3, 4, 5],
  scores: [1, 0.98, 0.9, 0.85, 0.8, 0.1],
  groups: [0, 0, 0, 0, 0, 0],
  groupCount: 1,
  shown: [],
  diversity: 0,
  limit: 6,
  similarityTo: twins,
  ...fields,
});

test('without diversity and in one domain the order is that of the scores', () => {
  expect(arrange(input({ limit: 3 }))).toEqual([0, 1, 2]);
});

test('diversity puts items that are like one above it lower', () => {
  expect(arrange(input({ diversity: 0.5 }))).toEqual([0, 2, 4, 1, 3, 5]);
});

test('full diversity still begins with the best item and leaves nothing out', () => {
  const order = arrange(input({ diversity: 1 }));
  expect(order[0]).toBe(0);
  expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('diversity also looks at what the page before has shown', () => {
  const rest = { items: [0, 2, 4], scores: [1, 0.9, 0.8], groups: [0, 0, 0], diversity: 0.5 };
  expect(arrange(input(rest))[0]).toBe(0);
  expect(arrange(input({ ...rest, shown: [{ item: 1, group: 0 }] }))[0]).toBe(1);
});

test('of several domains no beginning of the list is more than two thirds one, while another has items', () => {
  expect(arrange(input({ groups: [0, 0, 0, 0, 1, 0], groupCount: 2 }))).toEqual([0, 1, 4, 2, 3, 5]);
});

test('a domain that is alone in having items may fill the page', () => {
  expect(arrange(input({ groupCount: 3 }))).toEqual([0, 1, 2, 3, 4, 5]);
});

test('nothing to arrange gives nothing', () => {
  expect(arrange(input({ items: [], scores: [], groups: [], diversity: 0.5 }))).toEqual([]);
});
