import { IsthmusError } from '../../domain/errors.js';
import { type FileKind, KNOWN_COLUMNS } from '../file-kinds.js';
import type { Mapping } from '../mapping/mapping.js';
import { nearestName } from '../nearest-name.js';

/** The name that a column means, after the renames of isthmus.yaml. */
export function meaningOf(column: string, kind: FileKind, mapping: Mapping): string {
  const renames = mapping.rename[kind];
  return Object.hasOwn(renames, column) ? renames[column] : column;
}

/** The columns that rows of this kind must have under this mapping. */
function requiredColumns(kind: FileKind, mapping: Mapping): string[] {
  return KNOWN_COLUMNS[kind].required.filter((column) => {
    if (kind === 'items' && column === 'domain') return mapping.defaultDomain === undefined;
    if (kind === 'interactions' && column === 'kind') return mapping.defaultKind === undefined;
    return true;
  });
}

/**
 * Checks a header; throws INGEST_SOURCE_INVALID that names the missing columns and what may be meant instead. Gives
 * what a person should know about columns that are not used.
 */
export function checkColumns(file: string, kind: FileKind, header: readonly string[], mapping: Mapping): string[] {
  const known = KNOWN_COLUMNS[kind];
  const names = header.map((column) => meaningOf(column, kind, mapping));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(file, `two columns mean "${twice}"; rename or remove one of them`);

  const all = [...known.required, ...known.optional];
  const strange = names.filter(
    (name) => !all.includes(name) && !(known.prefix !== undefined && name.startsWith(known.prefix)),
  );
  const missing = requiredColumns(kind, mapping).filter((column) => !names.includes(column));
  if (missing.length > 0) throw invalid(file, missingColumns(missing, strange, names, kind));
  if (known.takesOthers) return [];
  return strange.map((name) => {
    const meant = nearestName(
      name,
      all.filter((column) => !names.includes(column)),
    );
    return `${file}: the column "${name}" is not used${meant === null ? '.' : `; did you mean "${meant}"?`}`;
  });
}

function missingColumns(
  missing: readonly string[],
  strange: readonly string[],
  names: readonly string[],
  kind: FileKind,
): string {
  const parts = missing.map((column) => {
    const meant = nearestName(column, strange);
    return meant === null ? `"${column}"` : `"${column}" (is it "${meant}"?)`;
  });
  const only = names.length === 1 ? names[0] : '';
  const delimiter = [';', '\t'].find((sign) => only.includes(sign));
  const separated =
    delimiter === undefined
      ? ''
      : ` The header seems to be separated by ${JSON.stringify(delimiter)}: set "delimiter" in isthmus.yaml.`;
  const rename =
    strange.length === 0 ? '' : ` Columns with other names can be told under "rename: {${kind}: …}" in isthmus.yaml.`;
  const verb = missing.length === 1 ? 'the required column is missing' : 'required columns are missing';
  return `${verb}: ${parts.join(', ')}. The header has: ${names.join(', ')}.${separated || rename}`;
}

function invalid(file: string, problem: string): IsthmusError {
  return new IsthmusError('INGEST_SOURCE_INVALID', `${file}: ${problem}`);
}
