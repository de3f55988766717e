import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';

const WORDS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'desert', 'planet', 'spice', 'heavy', 'metal', 'guitar', 'the', 'a'];
const SIZE = 4;

/** What is unusual about a tiny model. */
export interface TinyModelOptions {
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Left out: a tokenizer that knows a dozen words. */
  readonly tokenizer?: string | null;
  /** The number that stands in the vector of every known word. */
  readonly value?: number;
  /** Whether the graph gives one vector a text instead of one a token. */
  readonly isPooled?: boolean;
  readonly extraInput?: string;
}

/** Writes a sentence-transformer of a dozen words: those of one subject have one direction. */
export function writeTinySentenceModel(folder: string, options: TinyModelOptions = {}): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.onnx'), tinyModel(options));
  const tokenizer = options.tokenizer === undefined ? JSON.stringify(tinyTokenizer()) : options.tokenizer;
  if (tokenizer !== null) writeFileSync(join(folder, 'tokenizer.json'), tokenizer);
  if (options.manifest !== undefined) writeFileSync(join(folder, 'encoder.json'), JSON.stringify(options.manifest));
  return folder;
}

function tinyModel({ value = 1, isPooled = false, extraInput }: TinyModelOptions): Uint8Array {
  const table = new Float32Array(WORDS.length * SIZE);
  for (const [n, word] of WORDS.entries()) {
    const direction = ['desert', 'planet', 'spice'].includes(word) ? 0 : n > 6 && n < 10 ? 1 : 2;
    table[n * SIZE + direction] = direction === 2 ? 0.1 : value;
    table[n * SIZE + 3] = 0.05;
  }
  const graph = new OnnxGraph('tiny-sentence-model');
  const ids = graph.input('input_ids', ['texts', 'tokens'], 'int64');
  if (extraInput !== undefined) graph.input(extraInput, ['texts'], 'int64');
  const vectors = graph.constant(table, [WORDS.length, SIZE]);
  if (isPooled) {
    const tokens = graph.node('Gather', [vectors, ids]);
    graph.node('ReduceMean', [tokens], { axes: [1], keepdims: 0 }, { output: 'embedding' });
    graph.output('embedding', ['texts', SIZE]);
  } else {
    graph.node('Gather', [vectors, ids], {}, { output: 'last_hidden_state' });
    graph.output('last_hidden_state', ['texts', 'tokens', SIZE]);
  }
  return graph.finish();
}

function tinyTokenizer(): unknown {
  const special = (id: number) => ({ id, content: WORDS[id], special: true });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [0, 1, 2, 3].map((id) => ({
      ...special(id),
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(WORDS.map((word, n) => [word, n])),
    },
  };
}
