import fc from 'fast-check';
import { facetsOfText, situationText } from '../../../src/graph/records/situation-text.js';

const contexts = fc.dictionary(fc.stringMatching(/^[a-z0-9_]{1,6}$/), fc.string({ maxLength: 8 }), { maxKeys: 5 });

test('the same facets in any order are the same text, and other facets another one', () => {
  expect(situationText({ weekday: 'friday', daytime: 'noon' })).toBe('{"daytime":"noon","weekday":"friday"}');
  expect(situationText({ '9': 'a', '10': 'b' })).toBe(situationText({ '10': 'b', '9': 'a' }));
  fc.assert(
    fc.property(contexts, contexts, (one, other) => {
      const isEqual = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
      expect(situationText(one) === situationText(other)).toBe(isEqual);
    }),
  );
});

test('a text says the facets that it was made of', () => {
  fc.assert(
    fc.property(contexts, (context) => {
      fc.pre(Object.keys(context).length > 0);
      expect(Object.fromEntries(facetsOfText(situationText(context) ?? ''))).toEqual({ ...context });
    }),
  );
});

test('no facets are no situation, and what feedback says of the list is no facet of it', () => {
  expect(situationText({})).toBeNull();
  expect(situationText({ modelVersion: 'v1', rank: '3' })).toBeNull();
  expect(situationText({ modelVersion: 'v1', weather: 'sunny' })).toBe('{"weather":"sunny"}');
});

test.each(['', 'sunny', '[1]', '{"weather":', 'null', '{"weather":3}'])(
  'of %j, which a script may have written, there are no facets',
  (text) => {
    expect(facetsOfText(text)).toEqual([]);
  },
);
