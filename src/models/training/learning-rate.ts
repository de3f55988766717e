/** How the learning rate changes from step to step. */
export type LearningRateSchedule =
  | { readonly kind: 'constant'; readonly learningRate: number }
  /** Rises evenly for some steps, then falls along half a cosine (Loshchilov and Hutter 2017) to a share of itself. */
  | {
      readonly kind: 'cosine';
      readonly learningRate: number;
      readonly warmUpSteps: number;
      readonly totalSteps: number;
      readonly lastShare: number;
    }
  /** Is multiplied by a factor every so many steps. */
  | { readonly kind: 'steps'; readonly learningRate: number; readonly everySteps: number; readonly factor: number };

/** The learning rate of a step; steps count from 1. */
export function learningRateAt(schedule: LearningRateSchedule, step: number): number {
  const { learningRate } = schedule;
  if (schedule.kind === 'constant') return learningRate;
  if (schedule.kind === 'steps') return learningRate * schedule.factor ** Math.floor((step - 1) / schedule.everySteps);
  const { warmUpSteps, totalSteps, lastShare } = schedule;
  if (step <= warmUpSteps) return (learningRate * step) / warmUpSteps;
  const progress = Math.min(1, (step - warmUpSteps) / Math.max(1, totalSteps - warmUpSteps));
  return learningRate * (lastShare + ((1 - lastShare) * (1 + Math.cos(Math.PI * progress))) / 2);
}
