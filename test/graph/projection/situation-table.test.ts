import { SituationTable } from '../../../src/graph/projection/situation-table.js';

test('situations and the values of their facets are numbered as they come', () => {
  const table = new SituationTable();
  expect(table.add('{"daytime":"noon","weather":"sunny"}')).toBe(0);
  expect(table.add('{"daytime":"night"}')).toBe(1);
  expect(table.add('{"daytime":"noon","weather":"sunny"}')).toBe(0);
  expect(table.add('{"city":"Graz","daytime":"noon"}')).toBe(2);
  expect(table.size).toBe(3);
  const [daytime, weather, city] = ['daytime', 'weather', 'city'].map((name) => table.facets.indexOf(name));
  expect([0, 1, 2].map((situation) => table.valueOf(situation, daytime))).toEqual([0, 1, 0]);
  expect([0, 1, 2].map((situation) => table.valueOf(situation, weather))).toEqual([0, -1, -1]);
  expect([0, 1, 2].map((situation) => table.valueOf(situation, city))).toEqual([-1, -1, 0]);
  expect(table.valueOf(-1, daytime)).toBe(-1);
  expect(table.valuesOf(daytime).idOf(1)).toBe('night');
});

test('a situation is encoded by facet; facets and values that were never seen are unknown', () => {
  const table = new SituationTable();
  table.add('{"daytime":"noon","weather":"sunny"}');
  table.add('{"daytime":"night"}');
  expect(Array.from(table.encode([['daytime', 'night']]))).toEqual([1, -1]);
  const unseen = [['weather', 'snowy'] as const, ['mood', 'good'] as const];
  expect(Array.from(table.encode(unseen))).toEqual([-1, -1]);
  expect(Array.from(table.facetsOf(0))).toEqual([0, 0]);
  expect(Array.from(table.facetsOf(-1))).toEqual([-1, -1]);
});

test('a table that is told the same texts is the same table', () => {
  const table = new SituationTable();
  for (const text of ['{"a":"1"}', '{"b":"2"}', '{"a":"2","b":"2"}', 'no JSON']) table.add(text);
  const copy = new SituationTable();
  for (const text of table.texts()) copy.add(text);
  expect(copy).toEqual(table);
  expect(copy.textOf(2)).toBe('{"a":"2","b":"2"}');
});
