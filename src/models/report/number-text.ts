/** A figure with as many digits as help to compare it: four, and none behind the point of large ones. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return 'not a number';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4) return value.toExponential(1);
  if (size >= 1000) return Math.round(value).toLocaleString('en-US');
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
}

/** A short figure for the end of an axis line. */
export function axisText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && size < 1e-3) return value.toExponential(0).replace('e-', 'e−');
  return value.toLocaleString('en-US', { notation: size >= 10_000 ? 'compact' : 'standard', maximumFractionDigits: 4 });
}

/** A share as a percentage. */
export function percentText(share: number): string {
  return `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 2 })} %`;
}

/** Seconds in the unit that people would use. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 120 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A count with its noun, in the plural unless it is one. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
