import fc from 'fast-check';
import { RecommendationIds } from '../../../src/recommend/ranking/recommendation-ids.js';
import { TokenSigner } from '../../../src/recommend/ranking/token-signer.js';

const signer = new TokenSigner(new Uint8Array(32).fill(1));
const ids = new RecommendationIds(signer);
const ISSUED = {
  subject: { type: 'user', userId: 'ann' },
  sceneId: 'commute',
  objectives: { consume: 1, rating: 0.5 },
  modelVersion: 'fit-1/ranker-2',
  itemIds: ['a', '《b》'],
  issuedAtMs: 1_700_000_000_000,
} as const;

test('a recommendation id gives back what was issued, for users and for visitors', () => {
  expect(ids.read(ids.issue(ISSUED))).toEqual(ISSUED);
  const visitor = {
    ...ISSUED,
    subject: { type: 'visitor', likedItemIds: ['x'] } as const,
    sceneId: null,
    objectives: null,
  };
  expect(ids.read(ids.issue(visitor))).toEqual(visitor);
});

test('a recommendation id with any one character changed is refused', () => {
  const token = ids.issue(ISSUED);
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_=. ☃'), (at, character) => {
      fc.pre(token[at] !== character);
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      expect(() => ids.read(changed)).toThrow(expect.objectContaining({ code: 'INVALID_RECOMMENDATION_ID' }));
    }),
  );
});

test('arbitrary text, another key and another purpose are refused', () => {
  const refuse = (token: string) =>
    expect(() => ids.read(token)).toThrow(expect.objectContaining({ code: 'INVALID_RECOMMENDATION_ID' }));
  fc.assert(fc.property(fc.string(), (text) => refuse(text)));
  refuse(new RecommendationIds(new TokenSigner(new Uint8Array(32).fill(2))).issue(ISSUED));
  refuse(signer.sign('cursor', Buffer.from(JSON.stringify({ u: 'ann', s: null, m: '', i: [], t: 0 }))));
  refuse(signer.sign('recommendation', Buffer.from(JSON.stringify({ u: 'ann' }))));
  refuse('A'.repeat(100_000));
});

test('a key that is too short is refused', () => {
  expect(() => new TokenSigner(new Uint8Array(8))).toThrow(/at least 16 bytes/);
});
