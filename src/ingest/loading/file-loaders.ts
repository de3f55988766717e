import { ColumnPlan } from '../columns/column-plan.js';
import { ExtraCells } from '../columns/extra-cells.js';
import { type FileKind, KNOWN_COLUMNS } from '../file-kinds.js';
import type { FileReport } from '../ingest-report.js';
import type { IngestSink } from '../ingest-sink.js';
import { domainRowReader } from '../rows/domain-row-reader.js';
import { entityRowReader } from '../rows/entity-row-reader.js';
import { interactionRowReader } from '../rows/interaction-row-reader.js';
import { itemRowReader } from '../rows/item-row-reader.js';
import { relationRowReader } from '../rows/relation-row-reader.js';
import type { RowSettings } from '../rows/row-settings.js';
import { sceneRowReader } from '../rows/scene-row-reader.js';
import { userRowReader } from '../rows/user-row-reader.js';
import type { RowSource } from '../sources/source-row.js';
import { FileLoading, type LoadOptions } from './file-loading.js';
import { interactionLoader } from './interaction-loader.js';
import type { KindLoader } from './kind-loader.js';
import { KnownEntities } from './known-entities.js';
import { factsLoader, nodeLoader } from './node-loader.js';
import { relationLoader } from './relation-loader.js';
import { SeenRows } from './seen-rows.js';

/** Loads the files of one kind, one after the other; it remembers the rows of the earlier ones. */
interface FileLoader {
  /** Checks the columns of a header; throws INGEST_SOURCE_INVALID or UNKNOWN_RELATION. */
  check(columns: readonly string[]): void;
  load(source: RowSource, report: FileReport, options: Omit<LoadOptions, 'seen'>): Promise<void>;
}

/** How rows are taken where the mapping does not say. */
interface LoaderOptions {
  readonly declaresRelations: boolean;
  readonly createMissingUsers: boolean;
}

/** The loaders of all kinds of files. */
export function createFileLoaders(
  settings: RowSettings,
  sink: IngestSink,
  { declaresRelations, createMissingUsers }: LoaderOptions,
): Record<FileKind, FileLoader> {
  const entities = new KnownEntities(sink);
  const relationRows = new SeenRows();
  const relations = (isSocial: boolean) =>
    fileLoader(
      relationLoader(relationRowReader(settings, { isSocial, declaresRelations }), settings.ontology, sink, entities),
      relationRows,
    );
  const itemExtras = extraCells('Item', settings);
  const userExtras = extraCells('User', settings);
  return {
    domains: fileLoader(nodeLoader(domainRowReader(settings), (records) => sink.upsertDomains(records))),
    scenes: fileLoader(nodeLoader(sceneRowReader(settings), (records) => sink.upsertScenes(records))),
    entities: fileLoader(nodeLoader(entityRowReader(settings), (records) => sink.upsertEntities(records))),
    items: fileLoader(
      factsLoader(itemRowReader(settings, itemExtras), (records) => sink.upsertItems(records), sink, entities),
      new SeenRows(),
      itemExtras,
    ),
    users: fileLoader(
      factsLoader(userRowReader(settings, userExtras), (records) => sink.upsertUsers(records), sink, entities),
      new SeenRows(),
      userExtras,
    ),
    relations: relations(false),
    social: relations(true),
    interactions: fileLoader(interactionLoader(interactionRowReader(settings), sink, { createMissingUsers })),
  };
}

function fileLoader<T>(loader: KindLoader<T>, seen = new SeenRows(), extras?: ExtraCells): FileLoader {
  return {
    check: (columns) => extras?.check(columns),
    load: (source, report, options) => new FileLoading(loader, report, { ...options, seen }).run(source),
  };
}

function extraCells(nodeType: 'Item' | 'User', { mapping, ontology, parseDate }: RowSettings): ExtraCells {
  const { required, optional } = KNOWN_COLUMNS[nodeType === 'Item' ? 'items' : 'users'];
  const plan = new ColumnPlan(nodeType, mapping, ontology);
  return new ExtraCells(plan, mapping, parseDate, new Set([...required, ...optional]));
}
