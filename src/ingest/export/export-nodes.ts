import { join } from 'node:path';
import type { SceneRecord } from '../../domain/records.js';
import { entityFromProperties, userFromProperties } from '../../graph/records/node-properties.js';
import { AttributeColumns } from './attribute-columns.js';
import { type CellValue, CsvFile } from './csv-file.js';
import type { ExportedFile, ExportOptions } from './export-options.js';
import { nodesOf } from './read-graph.js';

/** What the export of the nodes found out and wrote. */
export interface ExportedNodes {
  readonly files: readonly ExportedFile[];
  readonly itemColumns: AttributeColumns;
  readonly userColumns: AttributeColumns;
  /** A separator that no list of a scene holds. */
  readonly listSeparator: string;
}

const ITEMS_PER_READ = 500;

/** Writes domains, scenes, entities, items and users. */
export async function exportNodes(options: ExportOptions): Promise<ExportedNodes> {
  const { graph, reader } = options;
  const scenes = await reader.scenes();
  const listSeparator = separatorFor(scenes);
  const itemColumns = new AttributeColumns('items', listSeparator);
  const userColumns = new AttributeColumns('users', listSeparator);

  const domains = await writeFile(options, 'domains.csv', ['id', 'label', 'label.zh'], async function* () {
    for (const { id, label, labelZh } of await reader.domains()) yield { id, label, 'label.zh': labelZh };
  });
  const sceneFile = await writeFile(options, 'scenes.csv', SCENE_COLUMNS, async function* () {
    for (const scene of scenes) yield sceneCells(scene, listSeparator);
  });
  const entities = await writeFile(options, 'entities.csv', ['id', 'kind', 'label', 'label.zh'], async function* () {
    for await (const node of nodesOf(graph, 'Entity')) {
      const { id, kind, label, labelZh } = entityFromProperties(node);
      yield { id, kind, label, 'label.zh': labelZh };
    }
  });

  for await (const item of allItems(options)) itemColumns.observe(item.attributes);
  const items = await writeFile(options, 'items.csv', [...ITEM_COLUMNS, ...itemColumns.names], async function* () {
    for await (const item of allItems(options)) {
      const { id, domain, title, titleZh, description, descriptionZh, year, isAvailable, addedAt } = item;
      const own = { id, domain, title, description, year, available: isAvailable, addedAt };
      yield { ...own, 'title.zh': titleZh, 'description.zh': descriptionZh, ...itemColumns.cells(item.attributes) };
    }
  });

  for await (const node of nodesOf(graph, 'User')) userColumns.observe(userFromProperties(node).attributes);
  const users = await writeFile(options, 'users.csv', ['id', ...userColumns.names], async function* () {
    for await (const node of nodesOf(graph, 'User')) {
      const { id, attributes } = userFromProperties(node);
      yield { id, ...userColumns.cells(attributes) };
    }
  });
  return { files: [domains, sceneFile, entities, items, users], itemColumns, userColumns, listSeparator };
}

const ITEM_COLUMNS = [
  'id',
  'domain',
  'title',
  'title.zh',
  'description',
  'description.zh',
  'year',
  'available',
  'addedAt',
];
const SCENE_LISTS = ['timesOfDay', 'weekdays', 'devices', 'places', 'phrases'] as const;
const SCENE_COLUMNS = ['id', 'label', 'label.zh', 'description', ...SCENE_LISTS];

function sceneCells(scene: SceneRecord, separator: string): Record<string, CellValue> {
  const { id, label, labelZh, description } = scene;
  const lists = SCENE_LISTS.map((name) => [name, scene[name].join(separator)] as const);
  return { id, label, 'label.zh': labelZh, description, ...Object.fromEntries(lists) };
}

/** "|", or as many of them as no list holds. */
function separatorFor(scenes: readonly SceneRecord[]): string {
  let separator = '|';
  const values = scenes.flatMap((scene) => SCENE_LISTS.flatMap((name) => scene[name]));
  while (values.some((value) => value.includes(separator))) separator += '|';
  return separator;
}

async function* allItems({ graph, reader }: ExportOptions) {
  let ids: string[] = [];
  for await (const node of nodesOf(graph, 'Item')) {
    ids.push(String(node.id));
    if (ids.length < ITEMS_PER_READ) continue;
    yield* (await reader.items(ids)).values();
    ids = [];
  }
  yield* (await reader.items(ids)).values();
}

async function writeFile(
  { folder }: ExportOptions,
  name: string,
  columns: readonly string[],
  rows: () => AsyncIterable<Readonly<Record<string, CellValue>>>,
): Promise<ExportedFile> {
  const file = await CsvFile.create(join(folder, name), columns);
  for await (const row of rows()) await file.write(row);
  await file.close();
  return { file: name, rows: file.rowCount };
}
