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

  test('threads may be a number, none or what suits the machine', () => {
    expect(readConfig({}).workers).toBeNull();
    expect(readConfig({ ISTHMUS_WORKERS: '0' }).workers).toBe(0);
    expect(readConfig({ ISTHMUS_WORKERS: '64' }).workers).toBe(64);
    expect(() => readConfig({ ISTHMUS_WORKERS: '65' })).toThrow(/ISTHMUS_WORKERS: must lie between 0 and 64/);
    expect(() => readConfig({ ISTHMUS_WORKERS: 'all' })).toThrow(/ISTHMUS_WORKERS: must be a whole number/);
  });

  test('the parts of an item vector count the same until something else is said', () => {
    expect(readConfig({}).itemVectors).toEqual({
      method: 'concatenate',
      weights: { text: 1, image: 1, audio: 1 },
    });
    const environment = { ISTHMUS_ITEM_VECTORS: 'sum', ISTHMUS_ITEM_VECTOR_WEIGHTS: 'text=0.5,audio=2' };
    expect(readConfig(environment).itemVectors).toEqual({
      method: 'sum',
      weights: { text: 0.5, image: 1, audio: 2 },
    });
    for (const text of ['image', 'image=-1', 'smell=1', 'text=1;image=2', 'text=']) {
      expect(() => readConfig({ ISTHMUS_ITEM_VECTOR_WEIGHTS: text })).toThrow(/must be like text=1,image=0.5/);
    }
  });

  test('trainings by the clock and by events are off until they are asked for', () => {
    expect(readConfig({})).toMatchObject({ trainEveryMs: null, trainAfterEvents: null });
    expect(readConfig({ ISTHMUS_TRAIN_EVERY: '90m', ISTHMUS_TRAIN_AFTER_EVENTS: '5000' })).toMatchObject({
      trainEveryMs: 5_400_000,
      trainAfterEvents: 5_000,
    });
    expect(readConfig({ ISTHMUS_TRAIN_EVERY: '7d' }).trainEveryMs).toBe(604_800_000);
    for (const text of ['daily', '0h', '1.5h', '30', '-1h']) {
      expect(() => readConfig({ ISTHMUS_TRAIN_EVERY: text })).toThrow(
        /ISTHMUS_TRAIN_EVERY: must be a number with a unit/,
      );
    }
    expect(() => readConfig({ ISTHMUS_TRAIN_EVERY: '30s' })).toThrow(/must be at least 1m/);
    expect(() => readConfig({ ISTHMUS_TRAIN_AFTER_EVENTS: '0' })).toThrow(/ISTHMUS_TRAIN_AFTER_EVENTS/);
  });

  test('Neo4j as the store needs its address and password, and says so', () => {
    expect(() => readConfig({ ISTHMUS_STORE: 'neo4j', NEO4J_URI: '' })).toThrow(
      /NEO4J_URI: must be set.*NEO4J_PASSWORD: must be set/s,
    );
    const config = readConfig({ ISTHMUS_STORE: 'neo4j', NEO4J_URI: 'neo4j+s://db.example', NEO4J_PASSWORD: 'p' });
    expect(config.neo4j).toEqual({ uri: 'neo4j+s://db.example', user: 'neo4j', password: 'p', database: '' });
  });

  test('a Neo4j that is named does not become the store by itself', () => {
    const config = readConfig({
      NEO4J_URI: 'bolt://localhost:7687',
      NEO4J_USERNAME: 'analyst',
      NEO4J_DATABASE: 'films',
    });
    expect(config.store).toBe('embedded');
    expect(config.neo4j).toMatchObject({ user: 'analyst', database: 'films' });
  });

  test.each(['http://localhost:7474', 'bolt://neo4j:secret@localhost', 'localhost:7687', 'neo4j+tls://localhost'])(
    'the address %s is refused without repeating it',
    (uri) => {
      const read = () => readConfig({ ISTHMUS_STORE: 'neo4j', NEO4J_URI: uri, NEO4J_PASSWORD: 'p' });
      expect(read).toThrow(/NEO4J_URI: must be like neo4j:\/\/host:7687/);
      expect(read).not.toThrow(/secret/);
    },
  );

  test('a language model needs its address and its name, and is absent without them', () => {
    expect(readConfig({}).languageModel).toBeNull();
    expect(() => readConfig({ ISTHMUS_LLM_BASE_URL: 'http://localhost:11434/v1' })).toThrow(
      /ISTHMUS_LLM_MODEL: must be set beside ISTHMUS_LLM_BASE_URL/,
    );
    expect(() => readConfig({ ISTHMUS_LLM_MODEL: 'qwen3' })).toThrow(/ISTHMUS_LLM_BASE_URL: must be set beside/);
    const config = readConfig({ ISTHMUS_LLM_BASE_URL: 'http://localhost:11434/v1/', ISTHMUS_LLM_MODEL: 'qwen3' });
    expect(config.languageModel).toEqual({
      baseUrl: 'http://localhost:11434/v1',
      model: 'qwen3',
      key: null,
      pricesPath: null,
      concurrency: 4,
      timeoutMs: 60_000,
      cacheBytes: 256_000_000,
    });
  });

  test.each([
    'localhost:11434',
    'ftp://localhost/v1',
    'http://me:secret@localhost/v1',
    'http://localhost/v1?key=secret',
  ])('the address %s of a language model is refused without repeating it', (url) => {
    const read = () => readConfig({ ISTHMUS_LLM_BASE_URL: url, ISTHMUS_LLM_MODEL: 'qwen3' });
    expect(read).toThrow(/ISTHMUS_LLM_BASE_URL: must be like/);
    expect(read).not.toThrow(/secret/);
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
