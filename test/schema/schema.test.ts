import { readFileSync } from 'node:fs';
import { printIsthmusSchema } from '../../src/resolvers/schema.js';

describe('schema.graphql', () => {
  test('the checked-in file is what the code emits', () => {
    const stored = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(printIsthmusSchema()).toBe(stored);
  });
});
