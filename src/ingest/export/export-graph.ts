import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { FILE_KINDS } from '../file-kinds.js';
import { exportEdges } from './export-edges.js';
import { exportNodes } from './export-nodes.js';
import type { ExportedFile, ExportOptions } from './export-options.js';
import { exportedMapping } from './exported-mapping.js';

const MAPPING_FILE = 'isthmus.yaml';

/** Writes the whole graph as CSV files with an isthmus.yaml, from which ingest makes an equal graph. */
export async function exportGraph(options: ExportOptions): Promise<ExportedFile[]> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const taken = (await readdir(folder)).find(
    (name) => name === MAPPING_FILE || FILE_KINDS.some((kind) => name.startsWith(`${kind}.`)),
  );
  if (taken !== undefined) {
    throw new IsthmusError('INVALID_ARGUMENT', `The folder ${folder} already holds ${taken}. Choose an empty folder.`);
  }
  const nodes = await exportNodes(options);
  const edges = await exportEdges(options);
  const mapping = exportedMapping(options.ontology, nodes);
  await writeFile(join(folder, MAPPING_FILE), mapping, { mode: 0o600 });
  return [...nodes.files, ...edges];
}
