/**
 * The discount d^-exponent of a degree d, kept as a table because a request needs it for every item and a power
 * costs as much as twenty additions. A degree of 0 counts as 1.
 */
export class DegreePowers {
  private table = new Float64Array(0);

  constructor(readonly exponent: number) {}

  at(degree: number): number {
    if (degree >= this.table.length) this.grow(degree);
    return this.table[degree];
  }

  /** Writes the discount of every degree. */
  ofAll(degrees: Int32Array): Float64Array {
    return Float64Array.from(degrees, (degree) => this.at(degree));
  }

  private grow(degree: number): void {
    const table = new Float64Array(Math.max(degree + 1, this.table.length * 2, 256));
    table.set(this.table);
    for (let d = this.table.length; d < table.length; d++) table[d] = Math.max(1, d) ** -this.exponent;
    this.table = table;
  }
}
