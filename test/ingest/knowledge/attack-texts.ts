import { readFileSync } from 'node:fs';

/** A text that tries to be more than data. */
export interface AttackText {
  readonly kind: string;
  readonly text: string;
}

interface AttackLine {
  readonly kind: string;
  readonly text: string | { readonly repeat: number; readonly text: string };
}

/** The attack texts of the data file; giant repetitions are written there by what is repeated. */
export function attackTexts(): AttackText[] {
  const path = new URL('./attack-texts.jsonl', import.meta.url);
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { kind, text }: AttackLine = JSON.parse(line);
      return { kind, text: typeof text === 'string' ? text : text.text.repeat(text.repeat) };
    });
}
