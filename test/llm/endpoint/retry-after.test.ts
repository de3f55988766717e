import { retryAfterMs } from '../../../src/llm/endpoint/retry-after.js';

const NOW_MS = Date.UTC(2026, 0, 1);

test.each([
  [{ 'retry-after': '3' }, 3_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after-ms': '250', 'retry-after': '3' }, 250],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:10 GMT' }, 10_000],
  [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5' }, null],
  [{}, null],
])('%j asks to wait %p ms', (headers: Record<string, string>, expected) => {
  expect(retryAfterMs(headers, NOW_MS)).toBe(expected);
});
