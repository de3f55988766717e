import { IsthmusError } from '../../domain/errors.js';
import type { CypherRunner, CypherSummary, CypherValue } from '../../graph/cypher-runner.js';
import { cypherTokens, nameOf } from '../../graph/script/cypher-tokens.js';
import { positionAt, positionText } from '../../graph/script/source-position.js';
import type { ImportFolder } from './import/import-folder.js';
import { loadCsv } from './import/load-csv.js';
import type { ResultPrinter } from './output/result-printer.js';
import type { Parameters } from './parameters.js';

/** How the statements of a session are run. */
export interface CypherSessionOptions {
  readonly runner: CypherRunner;
  readonly printer: ResultPrinter;
  /** Where LOAD CSV reads; null leaves the clause to the engine. */
  readonly importFolder: ImportFolder | null;
  readonly isReadOnly: boolean;
  readonly isProfiled: boolean;
  readonly timeoutMs: number | null;
  /** Parameters of the command line, which a script cannot change. */
  readonly parameters: Parameters;
}

/** Runs statements one after the other, with the parameters that were set before them. */
export class CypherSession {
  private readonly set = new Map<string, unknown>();

  constructor(private readonly options: CypherSessionOptions) {}

  /** The parameters as the next statement gets them. */
  get parameters(): Parameters {
    return { ...Object.fromEntries(this.set), ...this.options.parameters };
  }

  /** Runs one statement and prints its result. */
  async run(text: string, signal: AbortSignal): Promise<CypherSummary> {
    const { runner, printer, importFolder, isReadOnly, isProfiled, timeoutMs } = this.options;
    this.requireParameters(text);
    const written = { text, parameters: this.parameters };
    const statement = importFolder === null ? written : await loadCsv(written, importFolder);
    try {
      const summary = await runner.runCypher(statement, {
        signal,
        isReadOnly,
        isProfiled,
        ...(timeoutMs === null ? {} : { timeoutMs }),
        onRows: (columns, rows) => (isProfiled ? undefined : printer.rows(columns, rows)),
      });
      await printer.end(summary);
      return summary;
    } catch (error) {
      await printer.fail();
      throw error;
    }
  }

  /** Sets a parameter to what an expression of Cypher says. */
  async setParameter(name: string, expression: string, signal: AbortSignal): Promise<void> {
    this.set.set(name, await this.evaluate(expression, signal));
  }

  /** Sets a parameter for each key of a map of Cypher. */
  async setParameters(map: string, signal: AbortSignal): Promise<void> {
    const value = await this.evaluate(map, signal);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new IsthmusError('INVALID_ARGUMENT', `Give a map, as in ":param {limit: 10}", not ${map}.`);
    }
    for (const [name, each] of Object.entries(value)) this.set.set(name, each);
  }

  private async evaluate(expression: string, signal: AbortSignal): Promise<CypherValue> {
    let value: CypherValue = null;
    const statement = { text: `RETURN ${expression}\nAS value`, parameters: this.parameters };
    await this.options.runner.runCypher(statement, {
      signal,
      isReadOnly: true,
      onRows: (_, rows) => {
        value = rows[0]?.[0] ?? null;
      },
    });
    return value;
  }

  private requireParameters(text: string): void {
    const given = this.parameters;
    const missing = cypherTokens(text).tokens.find(
      (token) => token.kind === 'parameter' && !Object.hasOwn(given, nameOf(token)),
    );
    if (missing === undefined) return;
    const name = nameOf(missing);
    throw new IsthmusError(
      'INVALID_ARGUMENT',
      `The parameter $${name} has no value. Give it with --param ${name}=value, or write ":param ${name} => value" before the statement. ${positionText(positionAt(text, missing.start))}`,
    );
  }
}
