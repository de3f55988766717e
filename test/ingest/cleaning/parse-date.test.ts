import fc from 'fast-check';
import { dateParser, isDateFormat } from '../../../src/ingest/cleaning/parse-date.js';

describe('dateParser', () => {
  const parse = dateParser(['iso', 'epoch']);

  test.each([
    ['2024-01-31', Date.UTC(2024, 0, 31)],
    ['2024-01-31T10:20:30.5Z', Date.UTC(2024, 0, 31, 10, 20, 30, 500)],
    ['2024-01-31 10:20', Date.UTC(2024, 0, 31, 10, 20)],
    ['2024-01-31T10:20:00+08:00', Date.UTC(2024, 0, 31, 2, 20)],
    ['964982703', 964982703000],
    ['964982703123', 964982703123],
    [1704189600, 1704189600000],
  ])('reads %j', (cell, atMs) => {
    expect(parse(cell)).toBe(atMs);
  });

  test.each([
    '',
    'soon',
    '2023-02-29',
    '2024-13-01',
    '2024-01-31T25:00',
    '2024-01-31T10:00+99:00',
    '20240131',
    '2024',
    '1e20',
    '964982703123456',
  ])('refuses %j', (cell) => {
    expect(parse(cell)).toBeNull();
  });

  test('reads ambiguous numbers and other orders where a format says so', () => {
    expect(dateParser(['epoch-seconds'])('20240131')).toBe(20240131000);
    expect(dateParser(['YYYYMMDD'])('20240131')).toBe(Date.UTC(2024, 0, 31));
    expect(dateParser(['DD.MM.YYYY HH:mm'])('3.1.2024 09:05')).toBe(Date.UTC(2024, 0, 3, 9, 5));
    expect(dateParser(['MM/DD/YYYY'])('02/30/2024')).toBeNull();
  });

  test('knows which formats it can read', () => {
    expect(['iso', 'epoch', 'DD.MM.YYYY', 'YYYY'].map(isDateFormat)).toEqual([true, true, true, false]);
  });

  test('reads back every time that it is given as ISO text', () => {
    const range = { min: new Date(Date.UTC(1000, 0, 1)), max: new Date(Date.UTC(9999, 0, 1)), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        expect(parse(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
