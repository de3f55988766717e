import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { CypherSession } from '../../../src/cli/cypher/cypher-session.js';
import { TablePrinter } from '../../../src/cli/cypher/output/table-printer.js';
import { TextSink } from '../../../src/cli/cypher/output/text-sink.js';
import { HistoryFile } from '../../../src/cli/cypher/prompt/history-file.js';
import { Prompt } from '../../../src/cli/cypher/prompt/prompt.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001b[A';

/** A person at a terminal. */
class Typist {
  readonly input = new PassThrough();
  readonly output = new PassThrough();
  readonly ending = new AbortController();
  shown = '';
  private readonly done: Promise<void>;

  constructor(runner: EmbeddedKnowledgeGraph, historyPath: string) {
    this.output.on('data', (chunk) => {
      this.shown += String(chunk);
    });
    const sink = new TextSink(this.output);
    const session = new CypherSession({
      runner,
      printer: new TablePrinter(sink, sink),
      importFolder: null,
      isReadOnly: false,
      isProfiled: false,
      timeoutMs: null,
      parameters: {},
    });
    const streams = { input: this.input, output: this.output, isTerminal: true };
    this.done = new Prompt({
      session,
      runner,
      streams,
      history: new HistoryFile(historyPath),
      signal: this.ending.signal,
    }).run();
  }

  /** Types and waits until the terminal shows something; what was shown before does not count. */
  async type(keys: string, expected: string): Promise<string> {
    this.shown = '';
    this.input.write(keys);
    return this.see(expected);
  }

  async see(expected: string): Promise<string> {
    for (let tries = 0; tries < 500; tries++) {
      if (this.shown.includes(expected)) return this.shown;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`Not shown: ${expected}. Shown: ${JSON.stringify(this.shown)}`);
  }

  async leave(keys: string): Promise<void> {
    this.input.write(keys);
    await this.done;
  }
}

let graph: EmbeddedKnowledgeGraph;
let historyPath: string;
beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  historyPath = join(await mkdtemp(join(tmpdir(), 'isthmus-prompt-')), 'var/history');
});
afterEach(() => graph.close());

const begin = async () => {
  const typist = new Typist(graph, historyPath);
  await typist.see('isthmus> ');
  return typist;
};

test('a statement runs when its semicolon comes, over as many lines as it takes', async () => {
  const typist = await begin();
  await typist.type("RETURN 'a;' AS x,\r", '...> ');
  expect(await typist.type("'b' AS y; RETURN 2 AS two\r", '...> ')).toContain('x   y\na;  b\n1 row.');
  expect(await typist.type(';\r', 'isthmus> ')).toContain('two\n  2\n1 row.');
  await typist.leave(':exit\r');
});

test('errors show the place, and what was typed after them is dropped', async () => {
  const typist = await begin();
  const shown = await typist.type('RETRUN 1; CREATE (:A);\r', 'isthmus> ');
  expect(shown).toContain('line:1:1: Expected a Cypher clause.\n  1 | RETRUN 1; CREATE (:A);\n    | ^\n');
  await typist.type('MATCH (a:A) RETURN count(a) AS n;\r', 'n\n0\n');
  await typist.leave(CTRL_D);
});

test('Ctrl-C cancels the running statement and the prompt stays', async () => {
  const typist = await begin();
  const long = 'UNWIND range(1, 3000) AS a UNWIND range(1, 1000) AS b RETURN count(*) AS n;\r';
  const cancelled = typist.type(long, 'Cancelled.');
  setTimeout(() => typist.input.write(CTRL_C), 100);
  await cancelled;
  await typist.type('RETURN 5 AS five;\r', 'five\n   5\n');
  await typist.leave(':exit\r');
});

test('Ctrl-C drops what has been typed', async () => {
  const typist = await begin();
  await typist.type('CREATE (:A)\r', '...> ');
  await typist.type(CTRL_C, 'isthmus> ');
  await typist.type('MATCH (a:A) RETURN count(a) AS n;\r', 'n\n0\n');
  expect(await typist.type(CTRL_C, 'isthmus> ')).toContain(':exit or Ctrl-D leaves.');
  await typist.leave(CTRL_D);
});

test('Tab completes labels, relation types, properties, parameters and keywords', async () => {
  await graph.runCypher({ text: 'CREATE (:Person {birthday: 1})-[:ACTED_IN]->(:Movie)', parameters: {} });
  const typist = await begin();
  await typist.type(':param limit => 7\r', 'isthmus> ');
  await typist.type('mat\t', 'match');
  await typist.type(' (p:Per\t', 'Person');
  await typist.type(')-[:ACT\t', 'ACTED_IN');
  await typist.type(']->() RETURN p.bi\t', 'birthday');
  await typist.type(' AS b LIMIT $li\t', '$limit');
  expect(await typist.type(';\r', '1 row.')).toContain('b\n1\n');
  await typist.leave(':exit\r');
});

test('commands set and show parameters, and unknown ones are named', async () => {
  const typist = await begin();
  await typist.type(':params\r', 'No parameters are set.');
  await typist.type(':param who => "Ann"\r', 'isthmus> ');
  await typist.type(':params\r', 'who => "Ann"');
  await typist.type(':param who =>\r', 'Write ":param name => value"');
  await typist.type(':foo\r', 'There is no command :foo.');
  await typist.type(':help\r', ':param name => value   sets a parameter');
  await typist.leave(':exit\r');
});

test('the history outlives the session, for its owner only', async () => {
  const first = await begin();
  await first.type('RETURN 41 AS n;\r', '41');
  await first.leave(':exit\r');
  expect(await readFile(historyPath, 'utf8')).toBe('RETURN 41 AS n;\n:exit\n');
  expect((await stat(historyPath)).mode & 0o777).toBe(0o600);
  const second = await begin();
  await second.type(UP + UP, 'RETURN 41 AS n;');
  await second.type('\r', '41\n1 row.');
  await second.leave(CTRL_D);
});

test('the end of the process ends the prompt', async () => {
  const typist = await begin();
  typist.ending.abort();
  await typist.leave('');
});
