import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueEncoding } from '../../../src/models/text/catalogue-encoding.js';
import { SentenceEncoder } from '../../../src/models/text/sentence/sentence-encoder.js';
import { TextEncoder } from '../../../src/models/text/text-encoder.js';
import { textEncodingContract } from './text-encoding.contract.js';
import { type TinyModelOptions, writeTinySentenceModel } from './tiny-sentence-model.js';

const MINILM = join(import.meta.dirname, '../../../../shared/models/minilm');
const OPTIONS = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
const folder = mkdtempSync(join(tmpdir(), 'sentence-encoder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXTS = { like: ['the desert planet', 'a planet of spice'], unlike: 'heavy metal guitar' } as const;
const CATALOGUE = [...TEXTS.like, TEXTS.unlike, 'spice of the desert', 'heavy guitar', 'planet and spice', 'metal'];
let folders = 0;
const open = (options: TinyModelOptions = {}) =>
  SentenceEncoder.open(writeTinySentenceModel(join(folder, `${folders++}`), options), OPTIONS);

textEncodingContract(
  'learned from the catalogue',
  async () => new CatalogueEncoding(TextEncoder.fit(CATALOGUE)),
  TEXTS,
);
const perToken = writeTinySentenceModel(join(folder, 'per-token'), { manifest: { batchSize: 4, maxTokens: 32 } });
textEncodingContract('a model with a vector a token', () => SentenceEncoder.open(perToken, OPTIONS), TEXTS);
const perText = writeTinySentenceModel(join(folder, 'per-text'), { isPooled: true });
textEncodingContract('a model with a vector a text', () => SentenceEncoder.open(perText, OPTIONS), TEXTS);

if (existsSync(MINILM)) {
  textEncodingContract('a real sentence-transformer', () => SentenceEncoder.open(MINILM, OPTIONS), {
    like: ['a movie about outer space', 'astronauts travel to the stars'],
    unlike: 'how to bake sourdough bread',
  });
} else test.skip('a real sentence-transformer: ../shared/models/minilm is not there', () => undefined);

describe('a sentence encoder', () => {
  test('gives the same mean whatever else is in the run, since padding counts nothing', async () => {
    const encoder = await open({ manifest: { batchSize: 8 } });
    const alone = await encoder.encode(['desert']);
    const among = await encoder.encode(['desert', 'heavy metal guitar heavy metal guitar', 'the spice']);
    expect([...among.subarray(0, encoder.size)]).toEqual([...alone]);
    await encoder.release();
  });

  test('reads as many tokens as its manifest allows, and the prefix before them', async () => {
    const short = await open({ manifest: { maxTokens: 3, pooling: 'mean' } });
    expect(await short.encode(['desert heavy metal guitar'])).toEqual(await short.encode(['desert']));
    const prefixed = await open({ manifest: { prefix: 'heavy metal ' } });
    const plain = await open();
    expect(await prefixed.encode(['desert'])).toEqual(await plain.encode(['heavy metal desert']));
  });

  test('takes the first token where the manifest says so, and keeps lengths when told to', async () => {
    const first = await open({ manifest: { pooling: 'first' } });
    expect(await first.encode(['desert'])).toEqual(await first.encode(['guitar']));
    const raw = await open({ manifest: { normalise: false }, value: 7 });
    expect(Math.hypot(...(await raw.encode(['desert'])))).toBeGreaterThan(2);
  });

  test('has another version when the model, the tokenizer or the manifest is another one', async () => {
    const versions = await Promise.all(
      [{}, { value: 2 }, { manifest: { prefix: 'the ' } }].map(async (options) => {
        const path = writeTinySentenceModel(join(folder, `same-name-${folders++}`, 'tiny'), options);
        return (await SentenceEncoder.open(path, OPTIONS)).version;
      }),
    );
    expect(new Set(versions).size).toBe(3);
  });

  test.each<[string, TinyModelOptions, RegExp]>([
    ['without a tokenizer', { tokenizer: null }, /no .*tokenizer\.json. Put the tokenizer.json/],
    ['with a tokenizer that is no JSON', { tokenizer: '{' }, /tokenizer\.json cannot be used/],
    ['with a tokenizer of nothing', { tokenizer: '{}' }, /tokenizer\.json cannot be used/],
    ['of another size than its manifest says', { manifest: { size: 384 } }, /vectors of 4 numbers, but .* says 384/],
    ['with a setting that does not exist', { manifest: { poling: 'mean' } }, /poling/],
    ['with a length that cannot be', { manifest: { maxTokens: 0 } }, /maxTokens/],
    ['whose output is not there', { manifest: { output: 'vector' } }, /no output "vector", only last_hidden_state/],
    ['whose model is not there', { manifest: { model: 'other.onnx' } }, /no .*other\.onnx/],
    ['that gives NaN', { value: Number.NaN, manifest: { prefix: 'desert ' } }, /not finite/],
    ['that wants more than texts', { extraInput: 'pixels' }, /takes input_ids, pixels/],
  ])('%s is refused with what to do', async (_, options, message) => {
    await expect(open(options)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(message),
    });
  });

  test('that gives NaN for one text only fails for that text', async () => {
    const encoder = await open({ value: Number.POSITIVE_INFINITY });
    await expect(encoder.encode(['the'])).resolves.toHaveLength(4);
    await expect(encoder.encode(['desert'])).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });

  test('whose model is cut off is refused', async () => {
    const path = writeTinySentenceModel(join(folder, 'cut'));
    writeFileSync(join(path, 'model.onnx'), 'not a model');
    await expect(SentenceEncoder.open(path, OPTIONS)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });
});
