/** Chinese, Japanese and Korean signs: about one token each. */
const IDEOGRAPHS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;
const LETTERS_A_TOKEN = 4;
/** What the frame of one message takes, by OpenAI's own rule of thumb. */
const TOKENS_A_MESSAGE = 4;

/** About how many tokens a text has. Tokenisers differ by a quarter; where the server counts, its count is taken. */
export function estimateTokens(text: string): number {
  const ideographs = text.match(IDEOGRAPHS)?.length ?? 0;
  return ideographs + Math.ceil((text.length - ideographs) / LETTERS_A_TOKEN);
}

/** About how many tokens a conversation has. */
export function estimateMessageTokens(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + estimateTokens(text) + TOKENS_A_MESSAGE, 0);
}
