import { readFileSync } from 'node:fs';
import { IsthmusError } from '../domain/errors.js';
import type { NodeType } from '../domain/nodes.js';
import type { RelationName } from '../domain/ontology.js';
import { packageFolder } from '../domain/package-folder.js';

/** Every statement that may be sent to a graph store; each is a file of `cypher/` with the same name. */
export const STATEMENT_KEYS = [
  'changes/append-change',
  'changes/await-writers',
  'changes/changes-since',
  'changes/forget-changes',
  'changes/forget-node',
  'changes/newest-sequence',
  'changes/oldest-sequence',
  'changes/refuse-clash',
  'copy/create-declarations',
  'copy/create-domain-links',
  'copy/create-edges',
  'copy/create-events',
  'copy/create-merges',
  'copy/forget-progress',
  'copy/keep-progress',
  'copy/progress',
  'counters/advance-counter',
  'counters/read-counter',
  'deletions/delete-node',
  'digest/edges-of-nodes',
  'documents/claims-naming',
  'documents/claims-of-documents',
  'documents/create-statements',
  'documents/delete-claims',
  'documents/delete-documents',
  'documents/delete-merge',
  'documents/delete-relations',
  'documents/delete-statements',
  'documents/documents-of-claims',
  'documents/facts-about',
  'documents/facts-of-nodes',
  'documents/find-documents',
  'documents/page-claims',
  'documents/page-documents',
  'documents/page-documents-about',
  'documents/page-merges',
  'documents/save-claims',
  'documents/save-documents',
  'documents/save-merge',
  'documents/statements-of-documents',
  'documents/withdraw-statements',
  'interactions/create-events',
  'interactions/find-events',
  'items/find-domains',
  'items/link-domains',
  'items/unlink-domains',
  'media/delete-vectors',
  'media/find-vectors',
  'media/page-vector-ids',
  'media/page-vectors',
  'media/save-vectors',
  'nodes/count-nodes',
  'nodes/create-nodes',
  'nodes/find-nodes',
  'nodes/known-ids',
  'nodes/page-ids',
  'nodes/page-nodes',
  'nodes/replace-nodes',
  'ontology/declared-relations',
  'ontology/save-relation',
  'projection/events-of-users',
  'projection/item-domains',
  'projection/relations-into-nodes',
  'projection/relations-of-nodes',
  'read/count-edges',
  'read/edges-in',
  'read/edges-out',
  'read/user-history',
  'relations/create-relations',
  'relations/find-relations',
  'relations/replace-relations',
  'schema/events-without-situation',
  'schema/ping',
  'schema/read-version',
  'schema/save-situations',
  'schema/save-version',
  'schema/set-up',
  'walks/collaborative-walk',
  'walks/knowledge-walk',
  'walks/preference-walk',
  'walks/scene-history',
  'walks/scene-walk',
  'walks/social-walk',
] as const;

/** The name of a statement: its path below `cypher/` without the ending. */
export type StatementKey = (typeof STATEMENT_KEYS)[number];

/** Which statement, and what stands for its placeholders. */
export interface StatementText {
  readonly key: StatementKey;
  readonly relation?: RelationName;
  readonly subjectType?: NodeType;
  readonly objectType?: NodeType;
}

const DEFAULT_FOLDER = `${packageFolder('cypher')}/`;

/**
 * The statements of `cypher/`, read once. Text from outside never becomes part of one: the only replacements are
 * `<RELATION>` by a name that an ontology has checked, and `<SUBJECT>` and `<OBJECT>` by labels of the closed list
 * of node types.
 */
export class StatementCatalogue {
  private readonly texts = new Map<StatementKey, string>();

  constructor(folder: string = DEFAULT_FOLDER) {
    for (const key of STATEMENT_KEYS)
      this.texts.set(key, withoutComments(readFileSync(`${folder}/${key}.cypher`, 'utf8')));
  }

  /** The text to send for a call, with its placeholders replaced. */
  text(call: StatementText): string {
    let text = this.textOf(call.key);
    if (call.relation !== undefined) text = text.replaceAll('<RELATION>', call.relation);
    if (call.subjectType !== undefined) text = text.replaceAll('<SUBJECT>', call.subjectType);
    if (call.objectType !== undefined) text = text.replaceAll('<OBJECT>', call.objectType);
    const open = /<[A-Z]+>/.exec(text);
    if (open !== null) {
      throw new IsthmusError('INTERNAL', `The call of ${call.key} does not say what stands for ${open[0]}.`);
    }
    return text;
  }

  /** The statements of a script, which are separated by semicolons at the end of a line. */
  script(key: StatementKey): string[] {
    return this.textOf(key)
      .split(/;\s*\n/)
      .map((statement) => statement.trim().replace(/;$/, ''))
      .filter((statement) => statement !== '');
  }

  private textOf(key: StatementKey): string {
    const text = this.texts.get(key);
    if (text === undefined) throw new IsthmusError('INTERNAL', `There is no statement "${key}" in the catalogue.`);
    return text;
  }
}

function withoutComments(source: string): string {
  return source
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n')
    .trim();
}
