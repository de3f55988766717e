import type { CallOptions, KnowledgeGraph, Row } from '../../../graph/knowledge-graph.js';
import { numberOrNull, textOf, textOrNull, type UnknownProperties } from '../../../graph/records/stored-properties.js';
import { nameForm } from '../resolution/name-form.js';

interface LinkedItem {
  readonly id: string;
  readonly year: number | null;
}

const ITEMS_PER_PAGE = 1_000;
/** "Heat (1995 film)", "Heat (film)": an encyclopaedia tells works of one name apart. */
const QUALIFIED = /^(.*\S)\s*\(([^()]*)\)$/;
const YEAR = /\b(1[5-9]\d\d|20\d\d)\b/;

/** Finds the item of the graph that a page or thing with a name is about: by its titles, and by the year where one is given. */
export class ItemLinker {
  private readonly items = new Map<string, LinkedItem[]>();

  static async read(graph: KnowledgeGraph, options?: CallOptions): Promise<ItemLinker> {
    const linker = new ItemLinker();
    const call = { key: 'nodes/page-nodes', subjectType: 'Item' } as const;
    const pages = graph.pages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
      call,
      ITEMS_PER_PAGE,
      options,
    );
    for await (const page of pages) {
      for (const { cursor, properties } of page) {
        const year = numberOrNull(properties, 'year');
        linker.add(textOf(properties, 'title'), { id: cursor, year });
        const titleZh = textOrNull(properties, 'titleZh');
        if (titleZh !== null) linker.add(titleZh, { id: cursor, year });
      }
    }
    return linker;
  }

  /** The id of the item, or null when none or more than one has the name. */
  link(name: string): string | null {
    const [, plain = name, qualifier = ''] = QUALIFIED.exec(name) ?? [];
    const year = Number(YEAR.exec(qualifier)?.[1] ?? Number.NaN);
    const named = this.items.get(nameForm(plain)) ?? this.items.get(nameForm(name)) ?? [];
    const fitting = named.filter((item) => Number.isNaN(year) || item.year === null || item.year === year);
    return fitting.length === 1 ? fitting[0].id : null;
  }

  private add(title: string, item: LinkedItem): void {
    // "Heat (1995)" is how catalogues of films write a title.
    const [, plain = title, qualifier = ''] = QUALIFIED.exec(title) ?? [];
    const year = item.year ?? (YEAR.test(qualifier) ? Number(YEAR.exec(qualifier)?.[1]) : null);
    for (const name of new Set([nameForm(title), nameForm(plain)])) {
      if (name === '') continue;
      const known = this.items.get(name) ?? [];
      if (!known.some(({ id }) => id === item.id)) known.push({ id: item.id, year });
      this.items.set(name, known);
    }
  }
}
