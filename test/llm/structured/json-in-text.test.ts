import fc from 'fast-check';
import { jsonInText } from '../../../src/llm/structured/json-in-text.js';

test('an object is found inside of any prose without braces', () => {
  const prose = fc.string().map((text) => text.replaceAll(/[{}"]/g, ''));
  const content = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string())));
  fc.assert(
    fc.property(prose, content, prose, (before, value, after) => {
      const text = `${before}${JSON.stringify(value)}${after}`;
      expect(jsonInText(text)).toEqual({ isFound: true, value: JSON.parse(JSON.stringify(value)) });
    }),
  );
});

test('braces that are no object are passed over', () => {
  expect(jsonInText('Use {name} here: {"a": "}{"} and {b}.')).toEqual({ isFound: true, value: { a: '}{' } });
});

test.each(['', 'no braces', '{"a": ', 'see {this', '{a: 1}'])('nothing is found in %p', (text) => {
  expect(jsonInText(text)).toEqual({ isFound: false });
});

test('a megabyte of braces takes no time by the square', () => {
  const startedMs = performance.now();
  expect(jsonInText('{'.repeat(500_000) + '}'.repeat(500_000)).isFound).toBe(false);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});
