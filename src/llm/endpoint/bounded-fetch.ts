/** Fetches, but ends an answer that grows beyond `maxBytes`: a server could otherwise fill the memory. */
export function boundedFetch(maxBytes: number): typeof fetch {
  return async (input, init) => {
    const excess = new AbortController();
    const signals = [excess.signal, init?.signal].filter((signal) => signal instanceof AbortSignal);
    const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
    if (response.body === null) return response;
    let bytes = 0;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength;
          if (bytes <= maxBytes) return controller.enqueue(chunk);
          const tooLarge = new AnswerTooLarge(maxBytes);
          controller.error(tooLarge);
          // An errored stream alone would leave the connection open, and the server writing.
          excess.abort(tooLarge);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(counted, { status, statusText, headers });
  };
}

/** The body of an answer is longer than any real one. */
export class AnswerTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The answer has more than ${maxBytes} bytes.`);
  }
}
