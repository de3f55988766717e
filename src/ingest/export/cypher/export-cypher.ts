import { appendChange } from '../../../graph/change-feed.js';
import type { StatementCall } from '../../../graph/knowledge-graph.js';
import { StatementCatalogue } from '../../../graph/statement-catalogue.js';
import { COPY_START, type CopyGroup, copyEnd, copyParts } from '../../migrate/copy-parts.js';
import type { ExportFolder } from '../export-folder.js';
import type { ExportedFile, ExportOptions } from '../export-options.js';
import { TextFile } from '../text-file.js';
import { cypherLiteral } from './cypher-literal.js';

const FILE = 'graph.cypher';
/**
 * Rows of one statement end here: engines keep the plans of the last statements, literals included, so larger ones
 * cost memory and gain nothing.
 */
const STATEMENT_CHARACTERS = 64 * 1024;
const STATEMENT_ROWS = 500;
const HEADER = `// The whole graph, written by "isthmus export". Run it on an empty store:
//   npx isthmus cypher ${FILE}          (an embedded store, or the Neo4j of NEO4J_URI)
//   cypher-shell --file ${FILE}         (any Neo4j 5)
`;

/** Writes the graph as one Cypher script: the constraints, then nodes and edges in statements of bounded size. */
export async function exportCypher(options: ExportOptions, folder: ExportFolder): Promise<ExportedFile[]> {
  const call = options.signal === undefined ? {} : { signal: options.signal };
  const catalogue = new StatementCatalogue();
  const file = await TextFile.create(folder.path(FILE));
  let rows = 0;
  try {
    await file.write(HEADER);
    for (const statement of catalogue.script('schema/set-up')) await file.write(`${statement};\n`);
    for await (const { groups } of copyParts(options.graph, COPY_START, call)) {
      for (const group of groups) {
        for (const statement of statementsOf(catalogue, group)) await file.write(statement);
        rows += group.rows.length;
        options.onRows?.(group.rows.length, FILE);
      }
    }
    // Processes that have the store open while the script runs learn from the last statement to read it again.
    const end = [...(await copyEnd(options.graph, call)), appendChange('bulk', [], Date.now())];
    for (const last of end) {
      await file.write(textWith(catalogue, last, (name) => cypherLiteral(last.parameters?.[name])));
    }
  } finally {
    await file.close();
  }
  return [{ file: FILE, rows }];
}

function* statementsOf(catalogue: StatementCatalogue, { call, rows }: CopyGroup): Generator<string> {
  let literals: string[] = [];
  let characters = 0;
  const statement = () => {
    const list = `[\n${literals.join(',\n')}\n]`;
    literals = [];
    characters = 0;
    return textWith(catalogue, call, () => list);
  };
  for (const row of rows) {
    const literal = cypherLiteral(row);
    literals.push(literal);
    characters += literal.length;
    if (literals.length >= STATEMENT_ROWS || characters >= STATEMENT_CHARACTERS) yield statement();
  }
  if (literals.length > 0) yield statement();
}

/** A statement of the catalogue with literals in the places of its parameters. */
function textWith(
  catalogue: StatementCatalogue,
  call: Omit<StatementCall, 'parameters'>,
  literalOf: (parameter: string) => string,
): string {
  const text = catalogue.text(call).replace(/\$([A-Za-z]+)/g, (_, name: string) => literalOf(name));
  return `${text};\n`;
}
