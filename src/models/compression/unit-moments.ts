/** Sums of products over the rows of activations that calibration saw, with a last unit that is always 1. */
export class UnitMoments {
  /** (units + 1) squared numbers, row by row. */
  readonly products: Float64Array;
  readonly size: number;
  private rows = 0;

  constructor(readonly units: number) {
    this.size = units + 1;
    this.products = new Float64Array(this.size * this.size);
  }

  /** Adds rows of activations that lie one after another. */
  add(values: Float32Array): void {
    const { units, size, products } = this;
    for (let at = 0; at < values.length; at += units) {
      for (let a = 0; a < units; a++) {
        const left = values[at + a];
        if (left === 0) continue;
        for (let b = a; b < units; b++) products[a * size + b] += left * values[at + b];
        products[a * size + units] += left;
      }
    }
    this.rows += values.length / units;
    products[size * size - 1] = this.rows;
  }

  /** The sum of the products of two units; either may be `units`, the one that is always 1. */
  product(a: number, b: number): number {
    return this.products[Math.min(a, b) * this.size + Math.max(a, b)];
  }

  /** How far a unit's values lie from their mean, squared and summed up. */
  spread(unit: number): number {
    return Math.max(0, this.product(unit, unit) - this.product(unit, this.units) ** 2 / Math.max(1, this.rows));
  }
}
