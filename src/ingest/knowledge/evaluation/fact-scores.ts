/** How many facts were found, made up and missed. */
export class FactTally {
  right = 0;
  wrong = 0;
  missed = 0;

  add(other: FactTally): void {
    this.right += other.right;
    this.wrong += other.wrong;
    this.missed += other.missed;
  }

  /** Precision, recall and their harmonic mean; 0 where there is nothing to divide by. */
  scores(): FactScores {
    const { right, wrong, missed } = this;
    return {
      precision: share(right, right + wrong),
      recall: share(right, right + missed),
      f1: share(2 * right, 2 * right + wrong + missed),
      right,
      wrong,
      missed,
    };
  }
}

export interface FactScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
