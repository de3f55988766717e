import { NO_SITUATION } from '../../src/domain/situation.js';
import { SituationTable } from '../../src/graph/projection/situation-table.js';
import { situationFacets } from '../../src/recommend/situation-facets.js';

function tableOf(...texts: string[]): SituationTable {
  const table = new SituationTable();
  for (const text of texts) table.add(text);
  return table;
}

test('the known parts of a situation are facets where the data has such facets and such values', () => {
  const table = tableOf(
    '{"daytime":"noon","isweekend":"weekend","weekday":"sunday"}',
    '{"daytime":"afternoon","device":"phone","isweekend":"workday","weekday":"monday"}',
  );
  const situation = { ...NO_SITUATION, localTime: '12:30', weekday: 'sunday', device: 'toaster', place: 'home' };
  // 12:30 is noon and afternoon, noon being the shorter; nobody has used a toaster, and no event tells a place.
  expect(situationFacets(situation, table)).toEqual([
    ['daytime', 'noon'],
    ['weekday', 'sunday'],
    ['isweekend', 'weekend'],
  ]);
  expect(situationFacets({ ...situation, localTime: '23:00' }, table)).not.toContainEqual(
    expect.arrayContaining(['daytime']),
  );
});

test('what the client names itself comes before what is read from the parts', () => {
  const table = tableOf('{"weather":"sunny","weekday":"monday"}', '{"weekday":"friday"}');
  const situation = { ...NO_SITUATION, weekday: 'friday', context: { weekday: 'monday', weather: 'sunny' } };
  expect(situationFacets(situation, table)).toEqual([
    ['weekday', 'monday'],
    ['weather', 'sunny'],
  ]);
  expect(situationFacets(undefined, table)).toEqual([]);
});
