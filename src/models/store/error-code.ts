/** The code of an error of the file system, such as ENOENT; null for anything else. */
export function errorCode(error: unknown): string | null {
  // Not `instanceof Error`: errors of Node's own modules may come from another realm.
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
}
