import type { PhaseFacts, TrainingFacts } from '../../domain/trained-models.js';
import { type Curve, curvesOf } from './curve-charts.js';
import { countText, durationText, numberText, percentText } from './number-text.js';
import { expectedCalibrationError } from './reliability.js';
import type { CompressionSection, ReportSection, TaskSection, TransferSection } from './report-section.js';

/** A held-out loss this much above its best at the end says that training went on for too long. */
const OVERFITTING_SHARE = 0.02;

/** What the report shows, in sentences, for those who read no further and those who cannot see charts. */
export function summarise(run: TrainingFacts, sections: readonly ReportSection[]): string[] {
  return [
    ...runSentences(run),
    ...run.phases.flatMap(phaseSentences),
    ...sections.flatMap((section) => sectionSentence(section) ?? []),
  ];
}

function runSentences({ model, status, message, phases }: TrainingFacts): string[] {
  const epochs = phases.flatMap((phase) => phase.epochs);
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const examples = epochs.reduce((sum, epoch) => sum + epoch.examples, 0);
  const ends = {
    finished: `The training of ${model} finished.`,
    failed: `The training of ${model} failed.`,
    stopped: `The training of ${model} was stopped.`,
    running: `The training of ${model} is not over, or its process died.`,
  };
  if (epochs.length === 0) return [ends[status], ...reason(message), 'No epoch was completed.'];
  const parts = phases.map((phase) => `${phase.name} (${countText(phase.epochs.length, 'epoch')})`);
  const speed = seconds > 0 ? `, ${countText(Math.round(examples / seconds), 'example')} a second` : '';
  return [
    ends[status],
    ...reason(message),
    `It went through ${parts.join(' and ')} in ${durationText(seconds)}: ${countText(examples, 'example')}${speed}.`,
  ];
}

function reason(message: string | null): string[] {
  return message === null ? [] : [message.endsWith('.') ? message : `${message}.`];
}

function phaseSentences(phase: PhaseFacts): string[] {
  const curves = curvesOf(phase);
  const loss = curves.find(({ name }) => name === 'loss');
  const metrics = curves.filter((curve) => curve.best !== null && curve.train.every((value) => value === null));
  const best = metrics.map(({ name, best }) => `${name} ${numberText(best?.value ?? 0)} (epoch ${best?.epoch})`);
  return [
    ...(loss === undefined ? [] : lossSentences(phase, loss)),
    ...(best.length === 0 ? [] : [`${phase.name}, best on held-out examples: ${best.join(', ')}.`]),
  ];
}

function lossSentences({ name, epochs }: PhaseFacts, { train, valid, best }: Curve): string[] {
  const first = train[0];
  const last = train[train.length - 1];
  if (first === null || last === null) return [`${name}: the loss of some epochs is not a number.`];
  const change = last < first ? 'fell' : 'did not fall';
  const learned = `${name}: the loss ${change} from ${numberText(first)} to ${numberText(last)} on the examples learned from`;
  if (best === null) return [`${learned}.`];
  const end = valid[valid.length - 1];
  const isWorse = end !== null && end > best.value * (1 + OVERFITTING_SHARE);
  return [
    `${learned}; on those held out it was lowest in epoch ${best.epoch} of ${epochs.length}, at ${numberText(best.value)}.`,
    ...(isWorse ? [`It rose again to ${numberText(end)} by the end, a sign of overfitting.`] : []),
  ];
}

function sectionSentence(section: ReportSection): string | null {
  if (section.kind === 'importance') {
    const parts = section.features.slice(0, 3).map(({ feature, loss }) => `${feature} (${numberText(loss)})`);
    return parts.length === 0 ? null : `Shuffling these features costs most ${section.metric}: ${parts.join(', ')}.`;
  }
  if (section.kind === 'calibration') {
    const errors = section.tasks.map(({ task, bins }) => `${task} by ${percentText(expectedCalibrationError(bins))}`);
    return errors.length === 0 ? null : `Predictions miss what was observed, in the mean: ${errors.join(', ')}.`;
  }
  if (section.kind === 'compression') return compressionSentence(section);
  if (section.kind === 'tasks') return taskSentence(section);
  if (section.kind === 'transfer') return transferSentence(section);
  const ordered = section.groups.toSorted((a, b) => a.value - b.value);
  const [lowest, highest] = [ordered[0], ordered[ordered.length - 1]];
  if (ordered.length < 2) return null;
  return `By ${section.by}, ${section.metric} goes from ${numberText(lowest.value)} (${lowest.name}) to ${numberText(highest.value)} (${highest.name}).`;
}

function taskSentence({ metric, tasks, leftOut }: TaskSection): string | null {
  const learned = tasks.map(
    ({ name, value, baseline }) => `${name} ${numberText(value)} (by the usual score ${numberText(baseline ?? value)})`,
  );
  const missing = leftOut.map(({ task, lists }) => `${task} (${countText(lists, 'list')})`);
  const sentences = [
    ...(learned.length === 0 ? [] : [`${metric} of each objective by its own score: ${learned.join(', ')}.`]),
    ...(missing.length === 0 ? [] : [`Too little is known to learn these objectives: ${missing.join(', ')}.`]),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** What learning from another domain first gained, in a sentence. */
export function transferSentence({ from, to, metric, users, value, scratch, gain }: TransferSection): string {
  const interval = `${numberText(gain.low)} to ${numberText(gain.high)}`;
  return `Of ${countText(users, 'user')} of ${to}, the ranker that learned from ${from} first reaches ${metric} ${numberText(value)}, the one of ${to} alone ${numberText(scratch)}: a gain of ${numberText(gain.mean)} (${interval} with 95 % confidence).`;
}

function compressionSentence({ metric, trials }: CompressionSection): string | null {
  const [original] = trials;
  const chosen = trials.find(({ verdict }) => verdict === 'chosen');
  if (original === undefined || chosen === undefined) return null;
  if (chosen === original) return 'Compression gained nothing, so the model stays as it was trained.';
  const size = (original.bytes / chosen.bytes).toFixed(1);
  const speed = (original.p50Ms / chosen.p50Ms).toFixed(1);
  return `Compressed by ${chosen.name}, the model is ${size} times smaller and ${speed} times as fast; it ${chosen.relativeLoss < 0 ? 'gains' : 'loses'} ${percentText(Math.abs(chosen.relativeLoss))} of ${metric}.`;
}
