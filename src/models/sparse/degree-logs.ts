/** The logarithm log(1 + d) of a degree d, kept as a table because a request needs it for every candidate. */
export class DegreeLogs {
  private table = new Float64Array(0);

  at(degree: number): number {
    if (degree >= this.table.length)
      this.table = Float64Array.from({ length: degree * 2 + 256 }, (_, d) => Math.log1p(d));
    return this.table[degree];
  }
}
