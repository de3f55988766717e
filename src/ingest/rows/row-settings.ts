import type { Ontology } from '../../domain/ontology.js';
import type { DateParser } from '../cleaning/parse-date.js';
import type { ExtraFacts } from '../columns/extra-cells.js';
import type { Mapping } from '../mapping/mapping.js';

/** What the readers of all kinds of rows need. */
export interface RowSettings {
  readonly mapping: Mapping;
  readonly ontology: Ontology;
  readonly parseDate: DateParser;
  readonly nowMs: () => number;
}

/** A node of a row together with what the row's extra columns say about it. */
export interface NodeRow<T> extends Pick<ExtraFacts, 'entities' | 'relations'> {
  readonly node: T;
}
