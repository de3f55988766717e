import type { NodeType } from '../../../domain/nodes.js';
import type { SceneRecord } from '../../../domain/records.js';
import type { Row } from '../../../graph/knowledge-graph.js';
import {
  domainFromProperties,
  entityFromProperties,
  itemFromProperties,
  sceneFromProperties,
  userFromProperties,
} from '../../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../../graph/records/stored-properties.js';
import type { ExportedFile } from '../export-options.js';
import { LeftOut } from '../left-out.js';
import { nodePages } from '../read-graph.js';
import type { AttributeColumns } from './attribute-columns.js';
import { expressibleProperties } from './expressible-properties.js';
import { type TableExport, writeTable } from './table-export.js';
import { type TableColumn, type TableRow, textColumn } from './table-file.js';

const LABEL_COLUMNS = ['id', 'label', 'label.zh'].map(textColumn);
const ENTITY_COLUMNS = ['id', 'kind', 'label', 'label.zh'].map(textColumn);
const SCENE_LISTS = ['timesOfDay', 'weekdays', 'devices', 'places', 'phrases'] as const;
const SCENE_COLUMNS: readonly TableColumn[] = [
  ...[...['id', 'label', 'label.zh', 'description'].map(textColumn)],
  ...SCENE_LISTS.map((name) => ({ name, type: 'list' }) as const),
];
const ITEM_COLUMNS: readonly TableColumn[] = [
  ...['id', 'domain', 'title', 'title.zh', 'description', 'description.zh'].map(textColumn),
  { name: 'year', type: 'integer' },
  { name: 'available', type: 'boolean' },
  { name: 'addedAt', type: 'time' },
];

/** Writes domains, scenes, entities, items and users; the attributes have to be observed before. */
export async function exportNodes(
  tables: TableExport,
  itemColumns: AttributeColumns,
  userColumns: AttributeColumns,
): Promise<ExportedFile[]> {
  return [
    ...(await writeTable(tables, 'domains', LABEL_COLUMNS, nodeRows(tables, 'Domain', domainRow))),
    ...(await writeTable(tables, 'scenes', SCENE_COLUMNS, nodeRows(tables, 'Scene', sceneRow))),
    ...(await writeTable(tables, 'entities', ENTITY_COLUMNS, nodeRows(tables, 'Entity', entityRow))),
    ...(await writeTable(tables, 'items', [...ITEM_COLUMNS, ...itemColumns.all], itemRows(tables, itemColumns))),
    ...(await writeTable(
      tables,
      'users',
      [textColumn('id'), ...userColumns.all],
      nodeRows(tables, 'User', (properties) => {
        const { id, attributes } = userFromProperties(properties);
        return { id, ...userColumns.cells(attributes) };
      }),
    )),
  ];
}

/** Looks at all attributes, so that each gets a column and a type before the first row is written. */
export async function observeAttributes(
  { options, call }: TableExport,
  itemColumns: AttributeColumns,
  userColumns: AttributeColumns,
): Promise<void> {
  // What is left out is counted when the rows are written.
  const ignored = new LeftOut();
  for await (const page of nodePages(options.graph, 'Item', call)) {
    for (const node of page) {
      itemColumns.observe(itemFromProperties(expressibleProperties('Item', node, ignored), '').attributes);
    }
  }
  for await (const page of nodePages(options.graph, 'User', call)) {
    for (const node of page) {
      userColumns.observe(userFromProperties(expressibleProperties('User', node, ignored)).attributes);
    }
  }
}

async function* nodeRows(
  { options, call, leftOut }: TableExport,
  type: NodeType,
  toRow: (properties: UnknownProperties) => TableRow,
): AsyncGenerator<TableRow[]> {
  for await (const page of nodePages(options.graph, type, call)) {
    yield page.map((node) => toRow(expressibleProperties(type, node, leftOut)));
  }
}

async function* itemRows(
  { options, call, leftOut }: TableExport,
  columns: AttributeColumns,
): AsyncGenerator<TableRow[]> {
  for await (const page of nodePages(options.graph, 'Item', call)) {
    const ids = page.map((node) => node.id);
    const domains = await options.graph.read<Row & { readonly id: string; readonly domain: string }>(
      { key: 'items/find-domains', parameters: { ids } },
      call,
    );
    const domainOf = new Map(domains.map((row) => [row.id, row.domain]));
    yield page.map((node) => {
      const expressible = expressibleProperties('Item', node, leftOut);
      const item = itemFromProperties(expressible, domainOf.get(String(node.id)) ?? '');
      const { id, domain, title, titleZh, description, descriptionZh, year, isAvailable, addedAt } = item;
      const own = { id, domain, title, description, year, available: isAvailable, addedAt };
      return { ...own, 'title.zh': titleZh, 'description.zh': descriptionZh, ...columns.cells(item.attributes) };
    });
  }
}

function domainRow(properties: UnknownProperties): TableRow {
  const { id, label, labelZh } = domainFromProperties(properties);
  return { id, label, 'label.zh': labelZh };
}

function entityRow(properties: UnknownProperties): TableRow {
  const { id, kind, label, labelZh } = entityFromProperties(properties);
  return { id, kind, label, 'label.zh': labelZh };
}

function sceneRow(properties: UnknownProperties): TableRow {
  const scene = sceneFromProperties(properties);
  const { id, label, labelZh, description } = scene;
  const lists = SCENE_LISTS.map((name) => [name, scene[name]] as const);
  return { id, label, 'label.zh': labelZh, description, ...Object.fromEntries(lists) };
}

/** "|", or as many of them as no list of a scene holds. */
export function separatorFor(scenes: readonly SceneRecord[]): string {
  const values = scenes.flatMap((scene) => SCENE_LISTS.flatMap((name) => scene[name]));
  let separator = '|';
  while (values.some((value) => value.includes(separator))) separator += '|';
  return separator;
}
