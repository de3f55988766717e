import { IsthmusError } from '../../domain/errors.js';
import { DocumentStore } from '../../ingest/knowledge/documents/document-store.js';
import { printJson, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

/** `isthmus facts <item>`: what documents state about an item, and where. */
export const factsCommand: CommandFactory = (context) =>
  newCommand('facts', 'Show what documents state about an item, with the words that say so.')
    .argument('<item>', 'id of an item')
    .action(async (id: string, options: CommonOptions) => {
      const { nowMs, signal, stdout } = context;
      const facts = await withIsthmus(context, options, { recommends: false }, async ({ graph, ontology }) => {
        const store = new DocumentStore({ graph, ontology, clock: nowMs });
        if (!(await store.known('Item', [id], { signal })).has(id)) {
          throw new IsthmusError('NOT_FOUND', `There is no item with the id "${id.slice(0, 64)}".`);
        }
        return store.factsAbout({ type: 'Item', id }, undefined, { signal });
      });
      if (options.json === true) return printJson(stdout, facts);
      printTable(
        stdout,
        [
          { name: 'relation' },
          { name: 'object' },
          { name: 'sure', isNumber: true },
          { name: 'from' },
          { name: 'place', isNumber: true },
          { name: 'words' },
        ],
        facts.map(({ claim, attribute, name, confidence, document, start, end, quote }) => [
          claim.relation,
          attribute === null ? name : `${attribute}: ${name}`,
          confidence.toFixed(2),
          document.id,
          `${start}-${end}`,
          quote,
        ]),
      );
    });
