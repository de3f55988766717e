/** ONNX Runtime's own words, which name the operator or the sizes that do not fit. */
export function runtimeWords(error: unknown): string {
  // Not `instanceof Error`: errors of native modules may come from another realm.
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null;
  if (cause !== null && cause !== undefined) return runtimeWords(cause);
  const text =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return text.split('\n')[0].slice(0, 200).replace(/\.$/, '');
}
