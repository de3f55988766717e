/** How an interaction of a kind counts, and how it reads in a sentence about the user ("you finished Dune"). */
export interface InteractionKind {
  /** In [0, 1]: how much one such event says that the user likes the item; 0 for a negative kind. */
  readonly strength: number;
  /** A negative kind hides the item and stops it from vouching for others. */
  readonly isNegative: boolean;
  readonly verbEn: string;
  readonly verbZh: string;
}

const positive = (strength: number, verbEn: string, verbZh: string): InteractionKind => ({
  strength,
  isNegative: false,
  verbEn,
  verbZh,
});
const negative = (verbEn: string, verbZh: string): InteractionKind => ({
  strength: 0,
  isNegative: true,
  verbEn,
  verbZh,
});

/** Every kind of interaction that the platform knows. */
export const INTERACTION_KINDS: Readonly<Record<string, InteractionKind>> = {
  view: positive(0.2, 'looked at', '看过介绍'),
  click: positive(0.3, 'opened', '点开了'),
  save: positive(0.6, 'saved', '收藏了'),
  share: positive(0.8, 'shared', '分享了'),
  buy: positive(1, 'bought', '购买了'),
  use: positive(1, 'used', '用过'),
  play: positive(1, 'played', '玩过'),
  read: positive(1, 'read', '读过'),
  watch: positive(1, 'watched', '看过'),
  listen: positive(1, 'listened to', '听过'),
  finish: positive(1, 'finished', '看完了'),
  like: positive(1, 'liked', '喜欢'),
  rate: positive(1, 'rated', '评价过'),
  skip: negative('skipped', '跳过了'),
  dismiss: negative('dismissed', '不想看'),
  dislike: negative('disliked', '不喜欢'),
};

/** The lowest rating (on the scale of 1 to 5) that counts as liking. */
const LOWEST_LIKED_RATING = 3;

/**
 * The strength in [0, 1] of one event; 0 means that it speaks against the item.
 * A rating of 1 to 5 counts from 0.6 (3) to 1 (5), below 3 it is negative.
 */
export function interactionStrength(kind: string, value: number | null): number {
  const known = INTERACTION_KINDS[kind];
  if (known === undefined || known.isNegative) return 0;
  if (kind === 'rate' && value !== null) return value < LOWEST_LIKED_RATING ? 0 : Math.min(1, value / 5);
  return known.strength;
}
