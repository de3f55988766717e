import { join } from 'node:path';
import { RELATION_ENDS } from '../../graph/joined-types.js';
import { interactionFromProperties } from '../../graph/records/interaction-properties.js';
import { CsvFile } from './csv-file.js';
import type { ExportedFile, ExportOptions } from './export-options.js';
import { edgesOf } from './read-graph.js';

const RELATION_COLUMNS = ['subject', 'subjectType', 'predicate', 'object', 'objectType', 'weight', 'source'];
const EVENT_COLUMNS = ['user', 'item', 'kind', 'eventId', 'value', 'at', 'scene'];

/** Writes relations, friendships and interactions. */
export async function exportEdges(options: ExportOptions): Promise<ExportedFile[]> {
  return [...(await exportRelations(options)), await exportInteractions(options)];
}

async function exportRelations({ graph, folder }: ExportOptions): Promise<ExportedFile[]> {
  const relations = await CsvFile.create(join(folder, 'relations.csv'), RELATION_COLUMNS);
  const social = await CsvFile.create(join(folder, 'social.csv'), RELATION_COLUMNS);
  for (const [subjectType, objectType] of RELATION_ENDS) {
    for await (const edges of edgesOf(graph, subjectType, objectType)) {
      for (const { subject, relation, object, properties } of edges) {
        const file = relation === 'FRIEND_OF' ? social : relations;
        await file.write({
          subject,
          subjectType: subjectType.toLowerCase(),
          predicate: relation,
          object,
          objectType: objectType.toLowerCase(),
          weight: Number(properties.weight ?? 1),
          source: typeof properties.source === 'string' ? properties.source : null,
        });
      }
    }
  }
  await Promise.all([relations.close(), social.close()]);
  return [
    { file: 'relations.csv', rows: relations.rowCount },
    { file: 'social.csv', rows: social.rowCount },
  ];
}

async function exportInteractions({ graph, folder }: ExportOptions): Promise<ExportedFile> {
  const facets = new Set<string>();
  for await (const edges of edgesOf(graph, 'User', 'Item')) {
    for (const edge of edges) {
      for (const facet of Object.keys(interactionFromProperties('', '', edge.properties).context)) facets.add(facet);
    }
  }
  const columns = [...EVENT_COLUMNS, ...[...facets].sort().map((facet) => `context.${facet}`)];
  const file = await CsvFile.create(join(folder, 'interactions.csv'), columns);
  for await (const edges of edgesOf(graph, 'User', 'Item')) {
    for (const { subject, object, properties } of edges) {
      const { eventId, kind, value, at, sceneId, context } = interactionFromProperties(subject, object, properties);
      const own = { user: subject, item: object, kind, eventId, value, at, scene: sceneId };
      const situation = Object.entries(context).map(([facet, text]) => [`context.${facet}`, text] as const);
      await file.write({ ...own, ...Object.fromEntries(situation) });
    }
  }
  await file.close();
  return { file: 'interactions.csv', rows: file.rowCount };
}
