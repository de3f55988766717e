import fc from 'fast-check';
import { TextEncoder } from '../../../src/models/text/text-encoder.js';
import { fitTextSimilarity } from '../../../src/models/text/text-similarity.js';
import { fitTfIdf } from '../../../src/models/text/tf-idf.js';
import { characterGramsOf, wordsAndPairsOf, wordsOf } from '../../../src/models/text/tokens.js';
import { dense } from '../random-matrix.js';

const TEXTS = [
  'A desert planet, a young heir and the spice that everyone wants',
  'A heavy metal band with dark and heavy guitars',
  'Dark guitars and heavy drums by a metal band',
  'A young heir returns to the desert planet for the spice',
  '一部关于沙漠星球的科幻小说',
  '沙漠星球上的科幻冒险',
  '',
];

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, k) => sum + x * b[k], 0);
}

describe('the words of a text', () => {
  test('are compared without case, accents and forms of width', () => {
    expect(wordsOf('Amélie — AMELIE, Ａｍｅｌｉｅ!')).toEqual(['amelie', 'amelie', 'amelie']);
  });

  test('of Chinese are its characters and their pairs, also in the middle of other words', () => {
    expect(wordsOf('三体 is 3体x')).toEqual(['三', '体', '三体', 'is', '3', '体', 'x']);
  });

  test('come with pairs of neighbours', () => {
    expect(wordsAndPairsOf('the dark side')).toEqual(['the', 'dark', 'side', 'the dark', 'dark side']);
  });

  test('fall into pieces that know where the word begins and ends', () => {
    expect(characterGramsOf('dune')).toEqual(['<du', 'dun', 'une', 'ne>']);
    expect(characterGramsOf('a')).toEqual([]);
  });

  test('never fail and never grow without bound, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const word of wordsOf(text)) expect(word.length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe('TF-IDF', () => {
  test('weighs a term by the log of its count and its rarity, in rows of length 1', () => {
    const { matrix } = fitTfIdf([[1, 1, 2], [1], [3]], { minDocuments: 1, maxDocumentShare: 1 });
    const rare = Math.log(4 / 2) + 1;
    const common = (Math.log(4 / 3) + 1) * (1 + Math.log(2));
    const length = Math.hypot(rare, common);
    expect([...matrix.weights.subarray(0, 2)]).toEqual([Math.fround(common / length), Math.fround(rare / length)]);
    expect([...matrix.weights.subarray(2)]).toEqual([1, 1]);
  });

  test('leaves out terms that are too rare or too frequent', () => {
    const documents = Array.from({ length: 40 }, (_, n) => [0, 100 + (n % 4), 1000 + n]);
    const { vocabulary } = fitTfIdf(documents, { minDocuments: 2, maxDocumentShare: 0.3 });
    expect([...vocabulary.keys()]).toEqual([100, 101, 102, 103]);
    const two = fitTfIdf(documents, { minDocuments: 1, maxDocumentShare: 0.3, maxTerms: 2 });
    expect([...two.vocabulary.keys()]).toEqual([100, 101]);
  });
});

describe('the similarity of texts', () => {
  test('is the cosine of their words and pairs, and the nearest text is the one on the same subject', () => {
    const similarity = dense(fitTextSimilarity(TEXTS, { neighbours: Number.POSITIVE_INFINITY, maxDocumentShare: 1 }));
    const nearest = similarity.map((row) => row.indexOf(Math.max(...row)));
    expect(nearest.slice(0, 6)).toEqual([3, 2, 1, 0, 5, 4]);
    expect(Math.max(...similarity[6])).toBe(0);
    for (const [a, row] of similarity.entries()) {
      expect(row[a]).toBe(0);
      for (const [b, value] of row.entries()) {
        expect(value).toBeCloseTo(similarity[b][a], 6);
        expect(value).toBeLessThanOrEqual(1 + 1e-6);
      }
    }
  });

  test('keeps as many neighbours as asked for', () => {
    const { starts, ends } = fitTextSimilarity(TEXTS, { neighbours: 1, maxDocumentShare: 1 });
    expect(Math.max(...starts.map((start, row) => ends[row] - start))).toBe(1);
  });
});

describe('the text encoder', () => {
  const encoder = TextEncoder.fit(TEXTS, { embeddingSize: 4, maxTerms: 5000, seed: 1 });

  test('gives vectors of length 1 in which texts on one subject are close, in any language', () => {
    const [desert, metal, metal2, desert2, chinese, chinese2] = TEXTS.map((text) => encoder.encode(text));
    expect(cosine(desert, desert)).toBeCloseTo(1, 5);
    expect(cosine(desert, desert2)).toBeGreaterThan(cosine(desert, metal) + 0.3);
    expect(cosine(metal, metal2)).toBeGreaterThan(cosine(metal, desert2) + 0.3);
    expect(cosine(chinese, chinese2)).toBeGreaterThan(cosine(chinese, metal) + 0.3);
  });

  test('understands a misspelt word', () => {
    const query = encoder.encode('heavvy metall guitar');
    expect(cosine(query, encoder.encode(TEXTS[1]))).toBeGreaterThan(cosine(query, encoder.encode(TEXTS[0])) + 0.3);
  });

  test('has nothing to say about a text that shares no term with the catalogue', () => {
    expect([...encoder.encode('zzz')]).toEqual(new Array(encoder.embeddingSize).fill(0));
    expect([...encoder.encode('')]).toEqual(new Array(encoder.embeddingSize).fill(0));
  });

  test('encodes many texts as it encodes each', () => {
    const all = encoder.encodeAll(TEXTS);
    for (const [n, text] of TEXTS.entries()) {
      const vector = all.subarray(n * encoder.embeddingSize, (n + 1) * encoder.embeddingSize);
      expect([...vector]).toEqual([...encoder.encode(text)]);
    }
  });

  test('can be fitted on next to nothing', () => {
    expect(TextEncoder.fit([]).encode('anything')).toHaveLength(0);
    expect(TextEncoder.fit(['one word'], { embeddingSize: 8, maxTerms: 10, seed: 1 }).encode('word')).toHaveLength(1);
    const twice = TextEncoder.fit(['the same text', 'the same text']);
    expect(cosine(twice.encode('same'), twice.encode('text'))).toBeCloseTo(1, 5);
  });

  test('is the same after its arrays have been stored', () => {
    const again = new TextEncoder(structuredClone(encoder.state));
    expect(again.encode(TEXTS[0])).toEqual(encoder.encode(TEXTS[0]));
  });
});
