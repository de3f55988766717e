import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config.js';
import { signingKey } from '../../src/config/signing-key.js';

describe('readConfig', () => {
  test('an empty environment gives the documented defaults', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      executionProvider: 'cpu',
      createsDemoWorld: true,
    });
  });

  test('every wrong variable is named with its reason', () => {
    expect(() => readConfig({ PORT: '70000', ISTHMUS_DEMO: 'maybe', ISTHMUS_SECRET: 'short' })).toThrow(
      /PORT: must lie between 0 and 65535.*ISTHMUS_SECRET|ISTHMUS_SECRET.*PORT: must lie between 0 and 65535/s,
    );
  });

  test('the configuration cannot be changed after it was read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('signingKey', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-key-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a key is made once, kept for the next start, and readable by its owner alone', () => {
    const first = signingKey(null, folder);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(signingKey(null, folder)).toBe(first);
    expect(statSync(join(folder, 'signing-key')).mode & 0o077).toBe(0);
  });

  test('a configured key is used as it is', () => {
    expect(signingKey('k'.repeat(32), folder)).toBe('k'.repeat(32));
  });
});
