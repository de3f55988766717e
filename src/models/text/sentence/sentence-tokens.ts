import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { IsthmusError } from '../../../domain/errors.js';

const TOKENIZER_FILE = 'tokenizer.json';
const CONFIG_FILE = 'tokenizer_config.json';
/** No tokenizer makes fewer tokens of more characters of a real text; what lies beyond is not even looked at. */
const MOST_CHARACTERS_A_TOKEN = 12;

/** Cuts texts into the numbers of tokens that a model has learned. */
export class SentenceTokens {
  private constructor(
    private readonly tokenizer: Tokenizer,
    private readonly maxTokens: number,
  ) {}

  /** Reads `tokenizer.json` of a folder; MODEL_INVALID when it is missing or cannot be used. */
  static async open(folder: string, maxTokens: number): Promise<SentenceTokens> {
    const [rules, config] = [join(folder, TOKENIZER_FILE), join(folder, CONFIG_FILE)];
    let text: string;
    try {
      text = await readFile(rules, 'utf8');
    } catch (cause) {
      throw new IsthmusError(
        'MODEL_INVALID',
        `The text encoder has no ${rules}. Put the tokenizer.json of the model beside it.`,
        { cause },
      );
    }
    try {
      const settings = await readFile(config, 'utf8').catch(() => '{}');
      const tokens = new SentenceTokens(new Tokenizer(JSON.parse(text), JSON.parse(settings)), maxTokens);
      tokens.numbersOf('a first text');
      return tokens;
    } catch (cause) {
      throw new IsthmusError(
        'MODEL_INVALID',
        `${rules} cannot be used. It has to be in the format of Hugging Face tokenizers, from the same model.`,
        { cause },
      );
    }
  }

  /** The numbers of a text's tokens; when there are too many, the first ones and the mark at the end. */
  numbersOf(text: string): number[] {
    const { ids } = this.tokenizer.encode(text.slice(0, this.maxTokens * MOST_CHARACTERS_A_TOKEN));
    if (ids.length <= this.maxTokens) return ids;
    return [...ids.slice(0, this.maxTokens - 1), ids[ids.length - 1]];
  }
}
