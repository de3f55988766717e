import { createInterface, type Interface } from 'node:readline';
import type { CypherRunner } from '../../../graph/cypher-runner.js';
import { splitScript } from '../../../graph/script/split-script.js';
import type { CypherSession } from '../cypher-session.js';
import { scriptError } from '../script-error.js';
import { runParameterCommand } from '../session-command.js';
import { completions, type GraphNames, graphNames } from './completion.js';
import type { HistoryFile } from './history-file.js';
import { PROMPT_HELP } from './prompt-help.js';

const FIRST_LINE = 'isthmus> ';
const NEXT_LINE = '    ...> ';

/** Where a prompt reads and writes. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly isTerminal: boolean;
}

/** What a prompt works with. */
export interface PromptOptions {
  readonly session: CypherSession;
  readonly runner: CypherRunner;
  readonly streams: PromptStreams;
  readonly history: HistoryFile;
  /** Ends the prompt, as `:exit` does. */
  readonly signal: AbortSignal;
}

/**
 * Reads statements from a person and runs each when its semicolon comes. Ctrl-C cancels what is running, else what is
 * being typed; Ctrl-D and `:exit` end the prompt.
 */
export class Prompt {
  private readonly lines: Interface;
  private readonly stopped = new AbortController();
  private names: GraphNames = { labels: [], relations: [], properties: [] };
  private typed = '';
  private running: AbortController | null = null;
  /** Lines that are pasted while a statement runs wait for it. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly options: PromptOptions) {
    const { streams, history } = options;
    this.lines = createInterface({
      input: streams.input,
      output: streams.output,
      terminal: streams.isTerminal,
      history: history.read(),
      historySize: 1_000,
      removeHistoryDuplicates: true,
      completer: (line: string) => completions(line, this.names, Object.keys(options.session.parameters)),
    });
    this.lines.on('history', (lines: readonly string[]) => history.write(lines));
    this.lines.on('SIGINT', () => this.interrupt());
    this.lines.on('line', (line) => {
      this.turn = this.turn.then(() => this.take(line));
    });
  }

  /** Resolves when the person has left. */
  async run(): Promise<void> {
    const { signal, runner } = this.options;
    const onAbort = () => this.leave();
    signal.addEventListener('abort', onAbort, { once: true });
    const closed = new Promise<void>((resolve) => this.lines.once('close', resolve));
    this.print('Cypher statements end with a semicolon. :help lists the commands, Tab completes names.\n');
    this.names = await graphNames(runner, this.stopped.signal);
    this.ask();
    await closed;
    this.print('\n');
    await this.turn;
    signal.removeEventListener('abort', onAbort);
  }

  private async take(line: string): Promise<void> {
    if (this.stopped.signal.aborted) return;
    if (this.typed === '' && line.trimStart().startsWith(':')) await this.command(line.trim().replace(/;$/, ''));
    else {
      this.typed += `${line}\n`;
      await this.runFinished();
    }
    this.ask();
  }

  /** Runs the statements that have their semicolon; what follows the last one stays and is typed on. */
  private async runFinished(): Promise<void> {
    const { parts, unfinishedAt, unclosedAt } = splitScript(this.typed);
    if (unclosedAt !== null && (unfinishedAt === null || unclosedAt < unfinishedAt)) return;
    const source = { name: 'line', text: this.typed };
    const rest = unfinishedAt === null ? '' : this.typed.slice(unfinishedAt);
    this.typed = '';
    for (const part of parts) {
      const isDone = await this.attempt(
        (signal) => this.options.session.run(part.text, signal),
        (error) => scriptError(source, part, error, ''),
      );
      if (!isDone) return;
    }
    this.typed = rest;
  }

  private async command(text: string): Promise<void> {
    const { session } = this.options;
    const [name] = text.split(/\s/);
    if (name === ':exit' || name === ':quit') this.leave();
    else if (name === ':help') this.print(PROMPT_HELP);
    else if (name === ':clear') this.print('\u001b[2J\u001b[H');
    else if (text === ':params' || text === ':param') this.printParameters();
    else {
      const isKnown = await this.attempt(
        (signal) => runParameterCommand(session, text, signal),
        (error) => error,
      );
      if (isKnown === false) this.print(`There is no command ${name}. :help lists them.\n`);
    }
  }

  private printParameters(): void {
    const entries = Object.entries(this.options.session.parameters);
    if (entries.length === 0) this.print('No parameters are set.\n');
    for (const [name, value] of entries) this.print(`${name} => ${parameterText(value)}\n`);
  }

  /** Does something that Ctrl-C can cancel, and prints the error if there is one; null then. */
  private async attempt<T>(work: (signal: AbortSignal) => Promise<T>, explain: (error: unknown) => unknown) {
    const running = new AbortController();
    this.running = running;
    try {
      return await work(AbortSignal.any([running.signal, this.stopped.signal]));
    } catch (error) {
      const explained = running.signal.aborted ? CANCELLED : explain(error);
      this.print(`${explained instanceof Error ? explained.message : String(explained)}\n`);
      return null;
    } finally {
      this.running = null;
    }
  }

  private interrupt(): void {
    if (this.running !== null) this.running.abort();
    else {
      if (this.typed === '' && this.lines.line === '') this.print('\n:exit or Ctrl-D leaves.');
      this.typed = '';
      this.print('\n');
      this.lines.write(null, { ctrl: true, name: 'e' });
      this.lines.write(null, { ctrl: true, name: 'u' });
      this.ask();
    }
  }

  private ask(): void {
    if (this.stopped.signal.aborted) return;
    this.lines.setPrompt(this.typed.trim() === '' ? FIRST_LINE : NEXT_LINE);
    this.lines.prompt();
  }

  private leave(): void {
    this.stopped.abort();
    this.lines.close();
  }

  private print(text: string): void {
    this.options.streams.output.write(text);
  }
}

const CANCELLED = 'Cancelled.';

function parameterText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? Number(each) : each));
}
