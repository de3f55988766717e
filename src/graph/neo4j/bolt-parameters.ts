import neo4j from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';

/**
 * Parameters as Bolt sends them. JavaScript knows one kind of number and the driver sends it as a float, so whole
 * numbers are made integers here: `LIMIT 5.0` is refused, and a year is an integer on either engine.
 */
export function boltParameters(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const bolt: Record<string, unknown> = {};
  for (const name of Object.keys(parameters)) bolt[name] = boltValue(parameters[name], name);
  return bolt;
}

function boltValue(value: unknown, name: string): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) ? neo4j.int(value) : value;
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'undefined':
      return null;
    case 'object':
      break;
    default:
      throw refusal(name, typeof value);
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((entry) => boltValue(entry, name));
  if (!isPlain(value)) throw refusal(name, value.constructor.name);
  const map: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) map[key] = boltValue(entry, name);
  return map;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm has a prototype of its own, which itself has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refusal(name: string, kind: string): IsthmusError {
  return new IsthmusError(
    'INVALID_ARGUMENT',
    `The parameter $${name} holds a ${kind}. Give text, numbers, true or false, null, lists and maps of these.`,
  );
}
