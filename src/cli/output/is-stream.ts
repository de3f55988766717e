import type { Output } from '../cli-context.js';

/** Whether an output is a stream that a library can write to by itself. */
export function isStream(output: Output): output is Output & NodeJS.WritableStream {
  return 'on' in output && 'end' in output;
}
