/** The kinds of files of a data folder, in the order in which they are read: nodes before the edges between them. */
export const FILE_KINDS = [
  'domains',
  'scenes',
  'entities',
  'items',
  'users',
  'relations',
  'social',
  'interactions',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** The columns of a kind of file: those that must be there, and those that may. */
interface KnownColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Columns with this beginning are known as well. */
  readonly prefix?: string;
  /** Whether further columns have a use, too: as attributes and relations. */
  readonly takesOthers: boolean;
}

const RELATION_OPTIONS = ['subjectKind', 'subjectLabel', 'objectKind', 'objectLabel', 'weight', 'source'];

/** The columns that files of each kind have. */
export const KNOWN_COLUMNS: Readonly<Record<FileKind, KnownColumns>> = {
  domains: { required: ['id'], optional: ['label', 'label.zh'], takesOthers: false },
  scenes: {
    required: ['id'],
    optional: ['label', 'label.zh', 'description', 'timesOfDay', 'weekdays', 'devices', 'places', 'phrases'],
    takesOthers: false,
  },
  entities: { required: ['id', 'kind'], optional: ['label', 'label.zh'], takesOthers: false },
  items: {
    required: ['id', 'domain', 'title'],
    optional: ['title.zh', 'description', 'description.zh', 'year', 'available', 'addedAt'],
    takesOthers: true,
  },
  users: { required: ['id'], optional: [], takesOthers: true },
  relations: {
    required: ['subject', 'subjectType', 'predicate', 'object', 'objectType'],
    optional: RELATION_OPTIONS,
    takesOthers: false,
  },
  social: {
    required: ['subject', 'object'],
    optional: ['subjectType', 'predicate', 'objectType', ...RELATION_OPTIONS],
    takesOthers: false,
  },
  interactions: {
    required: ['user', 'item', 'kind'],
    optional: ['eventId', 'value', 'at', 'scene'],
    prefix: 'context.',
    takesOthers: false,
  },
};
