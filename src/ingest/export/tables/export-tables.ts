import { writeFile } from 'node:fs/promises';
import { Ontology } from '../../../domain/ontology.js';
import { DOCUMENT_LABELS, documentNodePages } from '../../../graph/reads/document-pages.js';
import type { ExportFolder } from '../export-folder.js';
import type { ExportedFile, ExportOptions } from '../export-options.js';
import type { LeftOut } from '../left-out.js';
import { AttributeColumns } from './attribute-columns.js';
import { exportEdges } from './export-edges.js';
import { exportNodes, observeAttributes, separatorFor } from './export-nodes.js';
import { exportedMapping } from './exported-mapping.js';
import type { TableExport } from './table-export.js';
import type { TableFormat } from './table-file.js';

const MAPPING_FILE = 'isthmus.yaml';

/** Writes the graph as data files with an isthmus.yaml, from which ingest makes an equal graph. */
export async function exportTables(
  options: ExportOptions,
  format: TableFormat,
  folder: ExportFolder,
  leftOut: LeftOut,
): Promise<ExportedFile[]> {
  const call = options.signal === undefined ? {} : { signal: options.signal };
  const listSeparator = separatorFor(await options.reader.scenes(call));
  const tables: TableExport = { options, folder, format, createFile: format.create(listSeparator), leftOut, call };
  const itemColumns = new AttributeColumns('items', listSeparator);
  const userColumns = new AttributeColumns('users', listSeparator);
  await observeAttributes(tables, itemColumns, userColumns);
  // A copy, because the export declares the relations in it that only scripts have made.
  const ontology = new Ontology(options.ontology.all().filter((relation) => relation.isDeclared));
  const files = [...(await exportNodes(tables, itemColumns, userColumns)), ...(await exportEdges(tables, ontology))];
  await noteDocuments(tables);
  // Without it the files would be read by other rules, so it is the last to get its name.
  const mapping = exportedMapping({ ontology, itemColumns, userColumns, listSeparator });
  await writeFile(folder.path(MAPPING_FILE), mapping, { mode: 0o600 });
  return files;
}

/** Texts are read again by `isthmus extract`; data files hold the facts as relations, without where they stand. */
async function noteDocuments({ options: { graph }, leftOut, call }: TableExport): Promise<void> {
  for (const label of DOCUMENT_LABELS) {
    for await (const page of documentNodePages(graph, label, call)) {
      for (const _ of page) leftOut.add(`The label ${label}`);
    }
  }
}
