import { IsthmusError } from '../../../src/domain/errors.js';
import { ENTITY_KINDS, type Extraction } from '../../../src/domain/extraction.js';
import { Ontology } from '../../../src/domain/ontology.js';
import { Gazetteer } from '../../../src/ingest/knowledge/gazetteer/gazetteer.js';
import { RuleFactExtractor } from '../../../src/ingest/knowledge/rules/rule-fact-extractor.js';
import { attackTexts } from './attack-texts.js';

const ontology = new Ontology();
const gazetteer = new Gazetteer();
for (const [kind, label] of [
  ['genre', 'horror'],
  ['genre', 'jazz'],
  ['topic', 'war'],
  ['person', 'Jane Doe'],
  ['scene', 'train'],
] as const) {
  gazetteer.add(label, { id: `${kind}:${label}`, kind, label });
}
const extractor = new RuleFactExtractor({ ontology, gazetteer });
const attacks = attackTexts();
/** A megabyte takes half a second on one core that has nothing else to do. */
const LONGEST_MS = 5_000;

function extract(text: string): Extraction {
  try {
    return extractor.factsOf({ id: 'd1', text, subject: { type: 'Item', id: 'i1' }, title: 'A Quiet Film' });
  } catch (error) {
    if (error instanceof IsthmusError && error.code === 'INVALID_ARGUMENT') return { facts: [], dropped: {} };
    throw error;
  }
}

test('there are at least 200 attack texts of all sorts', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(200);
  expect(new Set(attacks.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(9);
});

describe.each([...new Set(attacks.map(({ kind }) => kind))])('%s', (kind) => {
  const runs: { readonly text: string; readonly facts: Extraction['facts']; readonly ms: number }[] = [];
  beforeAll(() => {
    for (const { text } of attacks.filter((attack) => attack.kind === kind)) {
      const startedMs = performance.now();
      const { facts } = extract(text);
      runs.push({ text, facts, ms: performance.now() - startedMs });
    }
  });

  test('no fact without a span, none outside the ontology, none about anything but its own document', () => {
    for (const { text, facts } of runs) {
      for (const fact of facts) {
        expect(fact.start).toBeGreaterThanOrEqual(0);
        expect(fact.end).toBeLessThanOrEqual(text.length);
        expect(text.slice(fact.start, fact.end)).toMatch(/[\p{L}\p{N}]/u);
        expect(ontology.find(fact.relation)).toBeDefined();
        expect(ENTITY_KINDS).toContain(fact.kind);
        expect(fact.documentId).toBe('d1');
        expect(fact.subject).toEqual({ type: 'Item', id: 'i1' });
      }
    }
  });

  test('no name holds what cannot be seen, turns the writing around, or could be code', () => {
    for (const { facts } of runs) for (const { name } of facts) expect(name).not.toMatch(/[\p{C}<>{}[\]|\\`$;=]/u);
  });

  test('no name is made up: its words stand in the text, or it is the graph’s or a lexicon’s own', () => {
    for (const { text, facts } of runs) {
      for (const { name, kind: ofKind } of facts) {
        if (ofKind === 'genre' || ofKind === 'place') continue;
        expect(text.normalize('NFKD').toLowerCase()).toContain(name.split(' ')[0].normalize('NFKD').toLowerCase());
      }
    }
  });

  test('none takes long, and none states more than a document may', () => {
    for (const { facts, ms } of runs) {
      expect(facts.length).toBeLessThanOrEqual(500);
      expect(ms).toBeLessThan(LONGEST_MS);
    }
  });
});

test('hidden markup states nothing', () => {
  for (const text of attacks.filter(({ kind }) => kind === 'markup').map((attack) => attack.text)) {
    if (!/^<(?:script|style|!-- directed by Mallory)/.test(text)) continue;
    expect(extract(text).facts.filter(({ relation }) => relation === 'DIRECTED_BY')).toEqual([]);
  }
});

test('a text may not be made of letters of several scripts to pass for a known name', () => {
  const { facts } = extract('The film was directed by Mаrtin Sсorsese and stars Јоhn Smith.');
  expect(facts).toEqual([]);
});

test('five megabytes are read in bounded time, and what was not read is told', () => {
  const text = 'It was directed by Jane Doe and stars John Roe and Mary Poe. '.repeat(82_000);
  expect(text.length).toBeGreaterThan(5_000_000);
  const startedMs = performance.now();
  const { facts, dropped } = extract(text);
  expect(performance.now() - startedMs).toBeLessThan(10_000);
  expect(facts.map(({ name }) => name).sort()).toEqual(['Jane Doe', 'John Roe', 'Mary Poe']);
  expect(Object.keys(dropped).join()).toMatch(/characters after the first 1000000/);
});

test('binary data is refused with a reason', () => {
  const binary = Buffer.from(Array.from({ length: 4_000 }, (_, k) => (k * 37) % 256)).toString('latin1');
  expect(() => extractor.factsOf({ id: 'd1', text: binary, subject: { type: 'Item', id: 'i1' }, title: null })).toThrow(
    /"d1" is not a text/,
  );
});

test.each(['', '   ', '\n\n\t'])('an empty text states nothing', (text) => {
  expect(extract(text)).toEqual({ facts: [], dropped: {} });
});
