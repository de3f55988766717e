import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PriceTable } from '../../../src/llm/usage/price-table.js';

describe('a price table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-prices-'));
  const path = join(folder, 'prices.yaml');
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    writeFileSync(path, text);
    return PriceTable.read(path);
  };
  const good = 'currency: EUR\nmodels:\n  tiny: { inputPerMillion: 2, outputPerMillion: 10 }\n';

  test('tokens cost what the table says, in its currency', async () => {
    const prices = await read(good);
    expect(prices.currency).toBe('EUR');
    expect(prices.cost('tiny', 1_000_000, 100_000)).toBeCloseTo(3);
  });

  test('a model that is not in the table is named, with those that are', async () => {
    const prices = await read(good);
    expect(prices.has('constructor')).toBe(false);
    expect(() => prices.cost('huge', 1, 1)).toThrow(/no price for the model "huge", only for: tiny/);
  });

  test.each([
    ['no YAML', '{{{'],
    ['negative', good.replace('2', '-2')],
    ['without a currency', good.replace('currency: EUR\n', '')],
    ['a misspelt key', good.replace('inputPerMillion', 'inputPerMilion')],
  ])('a table that is %s is refused with its path', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(path) });
  });

  test('a table that is not there is refused with its path', async () => {
    await expect(PriceTable.read(join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
