import { join } from 'node:path';
import { nameForm } from '../resolution/name-form.js';
import { csvRows, invalid, textCell } from './read-records.js';

/** What people say that a text states about its item with one relation. */
export interface GoldNames {
  /** In the form in which names are compared. */
  readonly inText: ReadonlySet<string>;
  /** Right as well, though the text does not name them. */
  readonly elsewhere: ReadonlySet<string>;
}

/** A text and the right answers by relation. */
export interface RelationExample {
  readonly id: string;
  readonly text: string;
  readonly gold: ReadonlyMap<string, GoldNames>;
}

/** Reads `items.csv` (id, description) and `gold.csv` (item, predicate, object, inText) of a folder. */
export async function readRelationSet(folder: string): Promise<RelationExample[]> {
  const gold = new Map<string, Map<string, { inText: Set<string>; elsewhere: Set<string> }>>();
  for await (const row of csvRows(join(folder, 'gold.csv'), ['item', 'predicate', 'object', 'inText'])) {
    const item = textCell(row, 'item');
    const relations = gold.get(item) ?? new Map();
    gold.set(item, relations);
    const predicate = textCell(row, 'predicate');
    const names = relations.get(predicate) ?? { inText: new Set(), elsewhere: new Set() };
    relations.set(predicate, names);
    const isInText = textCell(row, 'inText') === 'true';
    (isInText ? names.inText : names.elsewhere).add(nameForm(textCell(row, 'object')));
  }
  const examples: RelationExample[] = [];
  for await (const row of csvRows(join(folder, 'items.csv'), ['id', 'description'])) {
    const id = textCell(row, 'id');
    examples.push({ id, text: textCell(row, 'description'), gold: gold.get(id) ?? new Map() });
  }
  if (!examples.some((example) => example.gold.size > 0)) {
    throw invalid(
      join(folder, 'gold.csv'),
      'says nothing about any item of items.csv: its items have to be ids of that file',
    );
  }
  return examples;
}
