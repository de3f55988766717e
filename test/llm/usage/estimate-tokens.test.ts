import { estimateMessageTokens, estimateTokens } from '../../../src/llm/usage/estimate-tokens.js';

// Counts by the o200k_base tokeniser of OpenAI.
test.each([
  ['The quick brown fox jumps over the lazy dog.', 10],
  ['Arrival is a 2016 American science fiction drama film directed by Denis Villeneuve.', 16],
  ['', 0],
])('"%s" is taken for about its %i tokens', (text, tokens) => {
  expect(Math.abs(estimateTokens(text) - tokens)).toBeLessThanOrEqual(Math.max(1, tokens * 0.4));
});

test('a Chinese sign counts for about a token', () => {
  expect(estimateTokens('《降临》是一部科幻电影')).toBeGreaterThanOrEqual(9);
});

test('every message adds its frame', () => {
  expect(estimateMessageTokens(['', ''])).toBe(8);
});
