import { exportCypher } from './cypher/export-cypher.js';
import { ExportFolder } from './export-folder.js';
import type { ExportedFile, ExportOptions, ExportReport } from './export-options.js';
import { exportGraphml } from './graphml/export-graphml.js';
import { LeftOut } from './left-out.js';
import { newestChange } from './newest-change.js';
import { exportTables } from './tables/export-tables.js';
import { TABLE_FORMATS } from './tables/table-formats.js';

/** Writes the whole graph into a folder; a stopped or failed export leaves nothing there. */
export async function exportGraph(options: ExportOptions): Promise<ExportReport> {
  const folder = await ExportFolder.open(options.folder);
  try {
    const leftOut = new LeftOut();
    const before = await newestChange(options.graph);
    const files = await exportAs(options, folder, leftOut);
    const hasChangedMeanwhile = (await newestChange(options.graph)) !== before;
    options.signal?.throwIfAborted();
    await folder.finish();
    return { files, leftOut: leftOut.sentences(), hasChangedMeanwhile };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

function exportAs(options: ExportOptions, folder: ExportFolder, leftOut: LeftOut): Promise<ExportedFile[]> {
  switch (options.format) {
    case 'cypher':
      return exportCypher(options, folder);
    case 'graphml':
      return exportGraphml(options, folder);
    default:
      return exportTables(options, TABLE_FORMATS[options.format], folder, leftOut);
  }
}
