import { DocumentStore, type ListedDocument } from '../../ingest/knowledge/documents/document-store.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

interface DocumentsOptions extends CommonOptions {
  readonly remove?: string[];
}

/** `isthmus documents`: the texts that facts were taken from; removing one removes what it alone states. */
export const documentsCommand: CommandFactory = (context) =>
  newCommand('documents', 'List the documents that facts were taken from, or remove some with their facts.')
    .option('--remove <ids...>', 'forget these documents, and every fact that no other document states')
    .action(async (options: DocumentsOptions) => {
      const { nowMs, signal, stdout } = context;
      const { remove } = options;
      const { removed, documents } = await withIsthmus(context, options, { recommends: false }, async (isthmus) => {
        const store = new DocumentStore({ graph: isthmus.graph, ontology: isthmus.ontology, clock: nowMs });
        if (remove !== undefined) {
          const known = await store.find(remove, { signal });
          await store.remove([...known.keys()]);
          return { removed: [...known.keys()], documents: null };
        }
        const listed: ListedDocument[] = [];
        for await (const page of store.pages({ signal })) listed.push(...page);
        return { removed: null, documents: listed };
      });
      if (options.json === true) return printJson(stdout, removed === null ? documents : { removed });
      if (removed !== null) return printLine(stdout, `${removed.length} documents are forgotten.`);
      printTable(
        stdout,
        [
          { name: 'document' },
          { name: 'about' },
          { name: 'kind' },
          { name: 'source' },
          { name: 'licence' },
          { name: 'facts', isNumber: true },
        ],
        (documents ?? []).map(({ id, about, provenance, facts }) => [
          id,
          about,
          provenance.kind,
          provenance.source,
          provenance.licence ?? '',
          facts,
        ]),
      );
    });
