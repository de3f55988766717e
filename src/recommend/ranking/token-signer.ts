import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 32;
/** Longer tokens are refused unread: the longest that we issue carries a thousand hashes or a hundred item ids. */
const MAX_TOKEN_CHARACTERS = 65_536;
const SHORTEST_KEY_BYTES = 16;

/**
 * Signs what a client carries for us with HMAC-SHA256, so that it can neither be made up nor changed. The purpose is
 * part of what is signed: a cursor does not pass for a recommendation id. Signing does not hide: a token must not
 * carry anything that its holder may not know.
 */
export class TokenSigner {
  constructor(private readonly key: Uint8Array) {
    if (key.byteLength < SHORTEST_KEY_BYTES) {
      throw new RangeError(`The key that signs tokens must have at least ${SHORTEST_KEY_BYTES} bytes.`);
    }
  }

  sign(purpose: string, content: Uint8Array): string {
    return Buffer.concat([this.mac(purpose, content), content]).toString('base64url');
  }

  /** The content, or null when the token was not issued for this purpose with this key. */
  read(purpose: string, token: string): Buffer | null {
    if (token.length > MAX_TOKEN_CHARACTERS) return null;
    const bytes = Buffer.from(token, 'base64url');
    // Decoding skips over foreign characters; only the one spelling that we issue is accepted.
    if (bytes.byteLength < MAC_BYTES || bytes.toString('base64url') !== token) return null;
    const content = bytes.subarray(MAC_BYTES);
    // The comparison takes the same time wherever the first difference is, so a MAC cannot be guessed byte by byte.
    return timingSafeEqual(bytes.subarray(0, MAC_BYTES), this.mac(purpose, content)) ? content : null;
  }

  private mac(purpose: string, content: Uint8Array): Buffer {
    return createHmac('sha256', this.key).update(purpose).update('\0').update(content).digest();
  }
}
