import type { Cell, Cells } from './source-row.js';

/** The columns of a CSV file and their places, shared by all of its rows. */
export class Header {
  readonly places: ReadonlyMap<string, number>;

  constructor(readonly columns: readonly string[]) {
    this.places = new Map(columns.map((column, place) => [column, place]));
  }
}

/** The cells of a CSV row as the list that the parser made: a map for each of a million rows would cost seconds. */
export class ListedCells implements Cells {
  constructor(
    private readonly header: Header,
    private readonly cells: readonly string[],
  ) {}

  get(column: string): Cell | undefined {
    const place = this.header.places.get(column);
    // An empty text stands for no value.
    return place === undefined ? undefined : this.cells[place] || undefined;
  }

  *[Symbol.iterator](): Generator<readonly [string, Cell]> {
    for (const [place, cell] of this.cells.entries()) {
      if (cell !== '') yield [this.header.columns[place], cell];
    }
  }
}
