import { stringify } from 'yaml';
import type { Ontology } from '../../domain/ontology.js';
import type { ExportedNodes } from './export-nodes.js';

const HEADER = `# Written by "isthmus export". With it, "isthmus ingest" makes of these files an equal graph.
`;

/** The isthmus.yaml of an export: texts as they are, times in milliseconds, nothing clipped, every attribute typed. */
export function exportedMapping(ontology: Ontology, nodes: ExportedNodes): string {
  const declared = ontology.all().filter((relation) => relation.isDeclared);
  return (
    HEADER +
    stringify({
      texts: 'verbatim',
      listSeparator: nodes.listSeparator,
      dates: ['epoch-milliseconds'],
      ranges: { rate: {} },
      columns: nodes.itemColumns.rules(),
      userColumns: nodes.userColumns.rules(),
      relations: declared.map(({ name, description, objectKind, en, zh }) => ({
        name,
        description,
        objectKind,
        en,
        zh,
      })),
    })
  );
}
