import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CypherSession } from '../../../src/cli/cypher/cypher-session.js';
import type { ImportFolder } from '../../../src/cli/cypher/import/import-folder.js';
import { TablePrinter } from '../../../src/cli/cypher/output/table-printer.js';
import { TextSink } from '../../../src/cli/cypher/output/text-sink.js';
import { runScript } from '../../../src/cli/cypher/run-script.js';
import { createDemoWorld } from '../../../src/demo/create-demo-world.js';
import type { CypherRunner, CypherValue } from '../../../src/graph/cypher-runner.js';
import { GraphReader } from '../../../src/graph/graph-reader.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../../src/graph/knowledge-graph.js';
import { loadOntology } from '../../../src/graph/load-ontology.js';
import { GraphSink } from '../../../src/ingest/graph-sink.js';
import { NOW_MS } from '../../demo/demo-catalogue.js';
import { WORLD_FOLDER } from '../../demo/world-files.js';

/** The scripts of a folder of `cypher/`, by their names. */
export function scriptNames(folder: 'explore' | 'gds'): string[] {
  return readdirSync(join(process.cwd(), 'cypher', folder))
    .map((file) => basename(file, '.cypher'))
    .sort();
}

/** The text of one script. */
export function scriptText(folder: 'explore' | 'gds', name: string): string {
  return readFileSync(join(process.cwd(), 'cypher', folder, `${name}.cypher`), 'utf8');
}

/** Writes the demo world of the tests' present into a graph. */
export async function fillWithDemoWorld(graph: KnowledgeGraph): Promise<void> {
  const ontology = await loadOntology(graph);
  const writer = new GraphWriter({ graph, ontology, clock: () => NOW_MS });
  await createDemoWorld(new GraphSink(writer, new GraphReader(graph), ontology), {
    folder: WORLD_FOLDER,
    nowMs: NOW_MS,
  });
}

/** How a script is run in a test. */
export interface ScriptRunOptions {
  readonly isReadOnly?: boolean;
  readonly importFolder?: ImportFolder;
}

/** Every row that a script returns, over all of its statements. */
export async function scriptRows(
  runner: CypherRunner,
  text: string,
  { isReadOnly = false, importFolder }: ScriptRunOptions = {},
): Promise<CypherValue[][]> {
  const rows: CypherValue[][] = [];
  const printer = {
    rows: async (_: readonly string[], more: readonly (readonly CypherValue[])[]) => {
      rows.push(...more.map((row) => [...row]));
    },
    end: async () => undefined,
    fail: async () => undefined,
    close: async () => undefined,
  };
  const session = new CypherSession({
    runner,
    printer,
    importFolder: importFolder ?? null,
    isReadOnly,
    isProfiled: false,
    timeoutMs: 60_000,
    parameters: {},
  });
  await runScript(session, { name: 'script', text }, new AbortController().signal);
  return rows;
}

/** What a script prints as tables. */
export async function scriptTables(runner: CypherRunner, text: string): Promise<string> {
  let printed = '';
  const stdout = new TextSink({
    write: (part: string) => {
      printed += part;
    },
  });
  const notices = new TextSink({ write: () => undefined });
  const session = new CypherSession({
    runner,
    printer: new TablePrinter(stdout, notices),
    importFolder: null,
    isReadOnly: true,
    isProfiled: false,
    timeoutMs: 60_000,
    parameters: {},
  });
  await runScript(session, { name: 'script', text }, new AbortController().signal);
  return printed;
}

/** Rows with numbers rounded to the sixth digit after the point, for comparing engines. */
export function comparableRows(rows: readonly (readonly CypherValue[])[]): unknown {
  return JSON.parse(
    JSON.stringify(rows, (_, value: unknown) => {
      if (typeof value === 'bigint') return Number(value);
      return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;
    }),
  );
}
