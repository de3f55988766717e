import fc from 'fast-check';
import { SeenRows } from '../../../src/ingest/loading/seen-rows.js';

describe('SeenRows', () => {
  test('says what a map of all rows would say', () => {
    const row = fc.tuple(fc.nat(40), fc.nat(3));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
        const seen = new SeenRows();
        const first = new Map<number, { content: number; line: number }>();
        for (const [line, [key, content]] of rows.entries()) {
          const known = first.get(key);
          const sighting = seen.see(`key ${key}`, `content ${content}`, { file: 'f', line });
          if (known === undefined) expect(sighting).toEqual({ type: 'first' });
          else if (known.content === content) expect(sighting).toEqual({ type: 'same' });
          else expect(sighting).toEqual({ type: 'different', earlier: { file: 'f', line: known.line } });
          if (known === undefined) first.set(key, { content, line });
        }
      }),
    );
  });

  test('keeps two hundred thousand similar keys apart while it grows', () => {
    const seen = new SeenRows();
    let firsts = 0;
    for (let n = 0; n < 200_000; n += 1) {
      if (seen.see(`u${n}`, '', { file: n < 100_000 ? 'a' : 'b', line: n }).type === 'first') firsts += 1;
    }
    expect(firsts).toBe(200_000);
    expect(seen.see('u150000', 'other', { file: 'c', line: 1 })).toEqual({
      type: 'different',
      earlier: { file: 'b', line: 150_000 },
    });
    expect(seen.has('u199999')).toBe(true);
    expect(seen.has('u200000')).toBe(false);
  });
});
