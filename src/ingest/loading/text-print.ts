// Looked up once: inside a test's realm every look-up of a global costs more than the hash of a letter.
const { imul } = Math;

/**
 * Writes 64 bits that stand for a text into `into`: two lanes of multiply-and-xor with the finalising mix of
 * MurmurHash3. It is not cryptographic, and need not be: who makes two texts collide loses a row of their own.
 */
export function printText(text: string, into: Uint32Array): void {
  let low = 0x9e3779b9;
  let high = 0x85ebca6b;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = imul(low ^ code, 0x9e3779b1);
    high = imul(high ^ code, 0x5f356495);
  }
  into[0] = mixed(low ^ imul(high, 0x27d4eb2f));
  into[1] = mixed(high ^ imul(low, 0x165667b1) ^ text.length);
}

function mixed(value: number): number {
  let bits = value;
  bits = imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
