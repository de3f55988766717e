import fc from 'fast-check';
import { lengthClasses } from '../../../src/recommend/training/length-classes.js';

const lengths = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 });

test('every length lies in the class that it is said to be in, and there are at most four', () => {
  fc.assert(
    fc.property(lengths, (all) => {
      const classOf = lengthClasses(all);
      const names = new Set(all.map(classOf));
      expect(names.size).toBeLessThanOrEqual(4);
      for (const length of all) {
        const [first, last = first] = (classOf(length).match(/\d+/g) ?? []).map(Number);
        expect(length).toBeGreaterThanOrEqual(first);
        expect(length).toBeLessThanOrEqual(last);
      }
    }),
  );
});

test('classes are of about equal size and named by what is in them', () => {
  const classOf = lengthClasses([1, 2, 3, 4, 10, 10, 10, 10]);
  expect([1, 2, 3, 4, 10].map(classOf)).toEqual([
    '1 to 2 items',
    '1 to 2 items',
    '3 to 4 items',
    '3 to 4 items',
    '10 items',
  ]);
});
