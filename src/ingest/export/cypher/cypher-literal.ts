import { IsthmusError } from '../../../domain/errors.js';

/** Names that are no words of Cypher's own and need no quotes; attributes may be called anything, such as "in". */
const PLAIN_NAMES = new Set(
  (
    'id label labelZh kind title titleZh description descriptionZh year isAvailable addedAt timesOfDay weekdays ' +
    'devices places phrases weight source eventId strength value at sceneId arrival subject object properties'
  ).split(' '),
);
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped.
const ESCAPED = /[\\'\u0000-\u001F\u007F\u2028\u2029]/g;

/** A value as Cypher writes it: texts, numbers, truth values, null, lists and maps of these. */
export function cypherLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return textLiteral(value);
    case 'number':
      return numberLiteral(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (Array.isArray(value)) return `[${value.map(cypherLiteral).join(', ')}]`;
      return mapLiteral(value);
    default:
      throw new IsthmusError('INTERNAL', `A ${typeof value} cannot be written in Cypher.`);
  }
}

function textLiteral(text: string): string {
  return `'${text.replace(ESCAPED, (sign) => ESCAPES[sign] ?? codeEscape(sign))}'`;
}

function codeEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;
}

/** Whole numbers become integers, as they do when they are sent as parameters. */
function numberLiteral(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const text = String(value);
  if (!Number.isFinite(value)) throw new IsthmusError('INTERNAL', `${text} cannot be written in Cypher.`);
  return /[.e]/.test(text) ? text.replace('e+', 'e') : `${text}.0`;
}

function mapLiteral(value: object): string {
  return `{${Object.entries(value)
    .map(([name, entry]) => `${nameLiteral(name)}: ${cypherLiteral(entry)}`)
    .join(', ')}}`;
}

function nameLiteral(name: string): string {
  return PLAIN_NAMES.has(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}
