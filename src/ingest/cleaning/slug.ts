import { hash } from 'node:crypto';

/** Everything that is no letter, mark or digit of any script; `+` and `#` stay, as C, C++ and C# differ. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}+#]+/gu;

/** The part of an id that stands for a label: lower case, words joined by hyphens, letters of any script. */
export function slug(label: string): string {
  const words = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(BETWEEN_WORDS, ' ')
    .trim()
    .replaceAll(' ', '-');
  // A label of signs alone, such as the band "!!!", still needs an id of its own.
  return words === '' ? `x${hash('sha256', label, 'hex').slice(0, 12)}` : words;
}

/** The id of the entity of a kind that has this label. */
export function entityId(kind: string, label: string): string {
  return `${kind}:${slug(label)}`;
}
