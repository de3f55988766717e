import { Presets, SingleBar } from 'cli-progress';
import type { EpochFacts } from '../../domain/trained-models.js';
import type { Output } from '../cli-context.js';
import { isStream } from './is-stream.js';
import { oneLine } from './print.js';

/** A step of what is done, and the share of the whole time that it usually takes. */
export interface ProgressStep {
  readonly name: string;
  readonly share: number;
}

/** The part of what is left of a step that an epoch is taken for: nobody knows how many there will be. */
const EPOCH_SHARE = 0.03;

/**
 * Shows how far a training is: on a terminal a bar with the step, the newest epoch and about how much time is left,
 * elsewhere one plain line a step and an epoch.
 */
export class TrainingProgress {
  private bar: SingleBar | null = null;
  private readonly startedAtMs: number;
  private current: ProgressStep | null = null;
  /** The share of the whole that is done. */
  private done = 0;
  /** The share of the present step that is left. */
  private left = 0;

  constructor(
    private readonly output: Output,
    private readonly steps: readonly ProgressStep[],
    private readonly clock: () => number = Date.now,
  ) {
    this.startedAtMs = clock();
  }

  /** Says which step begins; the bar stands still at one that it does not know. */
  step(name: string): void {
    const place = this.steps.findIndex((step) => step.name === name);
    if (place >= 0) {
      this.current = this.steps[place];
      this.done = this.steps.slice(0, place).reduce((sum, { share }) => sum + share, 0);
      this.left = this.current.share;
    }
    this.bar ??= this.createBar();
    if (this.bar === null) this.output.write(`${oneLine(`training: ${name}`)}\n`);
    else this.draw(name, '');
  }

  /** Says what an epoch gave. */
  epoch(phase: string, record: EpochFacts): void {
    const learned = record.train.loss === undefined ? [] : [`loss ${record.train.loss.toPrecision(4)}`];
    if (this.bar !== null) {
      this.done += EPOCH_SHARE * this.left;
      this.left *= 1 - EPOCH_SHARE;
      this.draw(this.current?.name ?? phase, [`epoch ${record.epoch}`, ...learned].join(', '));
      return;
    }
    const figures = Object.entries(record.valid).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
    const heldOut = figures.length === 0 ? [] : [`held out: ${figures.join(', ')}`];
    const parts = [...learned, ...heldOut, timeText(record.seconds)];
    this.output.write(`${oneLine(`${phase}, epoch ${record.epoch}: ${parts.join('; ')}`)}\n`);
  }

  /** Takes the bar away; also when training fails. */
  stop(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private draw(step: string, epoch: string): void {
    const { done } = this;
    const seconds = (this.clock() - this.startedAtMs) / 1000;
    const left = done === 0 ? '' : `about ${timeText((seconds / done) * (1 - done))} left`;
    this.bar?.update(Math.round(done * 100), { step: oneLine(step), epoch: oneLine(epoch), left });
  }

  private createBar(): SingleBar | null {
    if (this.output.isTTY !== true || !isStream(this.output)) return null;
    const bar = new SingleBar(
      {
        stream: this.output,
        format: '{bar} {percentage}%  {step}  {epoch}  {left}',
        hideCursor: true,
        clearOnComplete: true,
      },
      Presets.shades_classic,
    );
    bar.start(100, 0, { step: '', epoch: '', left: '' });
    return bar;
  }
}

function timeText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
