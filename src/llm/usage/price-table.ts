import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';

const price = z.strictObject({
  /** Money for a million tokens of the question. */
  inputPerMillion: z.number().nonnegative(),
  /** Money for a million tokens of the answer. */
  outputPerMillion: z.number().nonnegative(),
});

const tableSchema = z.strictObject({
  currency: z.string().min(1).max(8),
  models: z.record(z.string(), price),
});

const MILLION = 1_000_000;

/** What models cost. */
export class PriceTable {
  private constructor(
    private readonly path: string,
    private readonly content: z.output<typeof tableSchema>,
  ) {}

  /** Reads a table from a YAML or JSON file; throws CONFIG_INVALID that says what is wrong with it. */
  static async read(path: string): Promise<PriceTable> {
    let content: unknown;
    try {
      content = parse(await readFile(path, 'utf8'));
    } catch (cause) {
      throw invalid(`The price table ${path} cannot be read. Check ISTHMUS_LLM_PRICES.`, cause);
    }
    const parsed = tableSchema.safeParse(content);
    if (parsed.success) return new PriceTable(path, parsed.data);
    const [issue] = parsed.error.issues;
    throw invalid(`The price table ${path} cannot be used: ${issue.path.join('.')}: ${issue.message}.`);
  }

  get currency(): string {
    return this.content.currency;
  }

  /** Whether the table has a price for this model. */
  has(model: string): boolean {
    return Object.hasOwn(this.content.models, model);
  }

  /** What these tokens cost; throws CONFIG_INVALID when the table does not have the model. */
  cost(model: string, inputTokens: number, outputTokens: number): number {
    if (!this.has(model)) {
      const known = Object.keys(this.content.models).join(', ') || 'none';
      throw invalid(
        `The price table ${this.path} has no price for the model "${model}", only for: ${known}. Add it under "models:", or leave ISTHMUS_LLM_PRICES out to go on without money.`,
      );
    }
    const { inputPerMillion, outputPerMillion } = this.content.models[model];
    return (inputTokens * inputPerMillion + outputTokens * outputPerMillion) / MILLION;
  }
}

function invalid(message: string, cause?: unknown): IsthmusError {
  return new IsthmusError('CONFIG_INVALID', message, { cause });
}
