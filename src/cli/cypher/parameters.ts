import { InvalidArgumentError } from 'commander';

/** The parameters of statements by name. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Adds `name=value` to the parameters given so far. Numbers, true, false and null mean themselves, what begins like a
 * JSON list, map or quoted text is read as JSON, and everything else is text.
 */
export function parseParameter(text: string, before: Parameters = {}): Parameters {
  const [, name, value] = /^([\p{L}_][\p{L}\p{N}_]*)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Give name=value.');
  return { ...before, [name]: parameterValue(value) };
}

function parameterValue(text: string): unknown {
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  if (/^-?(\d+\.\d*|\.\d+|\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (['true', 'false', 'null'].includes(text) || /^[[{"]/.test(text)) return jsonValue(text);
  return text;
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`The value ${text} is no JSON. Quote it as one, as in '"text"'.`);
  }
}
