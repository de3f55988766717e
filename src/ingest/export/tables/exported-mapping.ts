import { stringify } from 'yaml';
import type { Ontology } from '../../../domain/ontology.js';
import type { AttributeColumns } from './attribute-columns.js';

const HEADER = `# Written by "isthmus export". With it, "isthmus ingest" makes of these files an equal graph.
`;

/** What an isthmus.yaml has to say about the data files beside it. */
interface ExportedSettings {
  readonly ontology: Ontology;
  readonly itemColumns: AttributeColumns;
  readonly userColumns: AttributeColumns;
  /** A separator that no list holds. */
  readonly listSeparator: string;
}

/** The isthmus.yaml of an export: texts and values as they are, times in milliseconds, every attribute typed. */
export function exportedMapping({ ontology, itemColumns, userColumns, listSeparator }: ExportedSettings): string {
  const declared = ontology.all().filter((relation) => relation.isDeclared);
  return (
    HEADER +
    stringify({
      texts: 'verbatim',
      checks: 'stored',
      listSeparator,
      dates: ['epoch-milliseconds'],
      ranges: { rate: {} },
      columns: itemColumns.rules(),
      userColumns: userColumns.rules(),
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
