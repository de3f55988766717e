import { Presets, SingleBar } from 'cli-progress';
import type { EpochRecord } from '../../models/training/training-log.js';
import type { Output } from '../cli-context.js';
import { isStream } from './is-stream.js';
import { oneLine } from './print.js';

/** How far a training is. */
export interface TrainingPosition {
  readonly phase: string;
  /** Counts from 1. */
  readonly epoch: number;
  /** The most epochs that the phase can have; it may stop earlier. */
  readonly epochs: number;
  readonly step: number;
  /** Steps of an epoch. */
  readonly steps: number;
  /** Of the newest step; null before the first. */
  readonly loss: number | null;
}

/**
 * Shows how far a training is: on a terminal a bar with the epoch, the loss and the time left at most, elsewhere one
 * plain line an epoch.
 */
export class TrainingProgress {
  private bar: SingleBar | null = null;
  private phase = '';
  private phaseStartedAtMs = 0;

  constructor(
    private readonly output: Output,
    private readonly clock: () => number = Date.now,
  ) {}

  /** Moves the bar; call it as often as steps are made. */
  step(position: TrainingPosition): void {
    if (position.phase !== this.phase) this.begin(position.phase);
    const total = position.epochs * position.steps;
    const done = (position.epoch - 1) * position.steps + position.step;
    if (this.bar === null) this.bar = this.createBar();
    if (this.bar === null) return;
    if (!this.bar.isActive) this.bar.start(total, 0, { phase: oneLine(position.phase), epoch: '', loss: '', left: '' });
    const seconds = (this.clock() - this.phaseStartedAtMs) / 1000;
    this.bar.update(done, {
      epoch: `epoch ${position.epoch} of ${position.epochs}`,
      loss: position.loss === null ? '' : `loss ${position.loss.toPrecision(4)}`,
      left: done === 0 ? '' : `${timeText((seconds / done) * (total - done))} left at most`,
    });
  }

  /** Says what an epoch gave, when there is no bar to see it by. */
  epoch(phase: string, record: EpochRecord): void {
    if (this.bar !== null) return;
    const figures = Object.entries(record.valid).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
    const learned = record.train.loss === undefined ? [] : [`loss ${record.train.loss.toPrecision(4)}`];
    const heldOut = figures.length === 0 ? [] : [`held out: ${figures.join(', ')}`];
    const parts = [...learned, ...heldOut, timeText(record.seconds)];
    this.output.write(`${oneLine(`${phase}, epoch ${record.epoch}: ${parts.join('; ')}`)}\n`);
  }

  /** Takes the bar away; also when training fails. */
  stop(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private begin(phase: string): void {
    this.stop();
    this.phase = phase;
    this.phaseStartedAtMs = this.clock();
  }

  private createBar(): SingleBar | null {
    if (this.output.isTTY !== true || !isStream(this.output)) return null;
    return new SingleBar(
      {
        stream: this.output,
        format: '{phase} {bar} {percentage}%  {epoch}  {loss}  {left}',
        hideCursor: true,
        clearOnComplete: true,
      },
      Presets.shades_classic,
    );
  }
}

function timeText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
