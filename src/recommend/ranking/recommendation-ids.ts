import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { type Objectives, TASK_NAMES } from '../../domain/objectives.js';
import type { Subject } from '../recommendation.js';
import type { TokenSigner } from './token-signer.js';

const PURPOSE = 'recommendation';

/** What a recommendation id stands for; feedback that carries it is attributed without a lookup. */
export interface IssuedRecommendation {
  readonly subject: Subject;
  readonly sceneId: string | null;
  /** What the order was made for; null for the usual one. */
  readonly objectives: Objectives | null;
  readonly modelVersion: string;
  /** The items of the page in their order. */
  readonly itemIds: readonly string[];
  /** Epoch milliseconds. */
  readonly issuedAtMs: number;
}

/** Short keys keep the token short; `u` is a user, `l` a visitor's liked items, `o` the objectives. */
const CONTENT = z.strictObject({
  u: z.string().optional(),
  l: z.array(z.string()).optional(),
  s: z.string().nullable(),
  o: z.partialRecord(z.enum(TASK_NAMES), z.number()).optional(),
  m: z.string(),
  i: z.array(z.string()),
  t: z.number(),
});

/** Issues and reads recommendation ids. */
export class RecommendationIds {
  constructor(private readonly signer: TokenSigner) {}

  issue({ subject, sceneId, objectives, modelVersion, itemIds, issuedAtMs }: IssuedRecommendation): string {
    const who = subject.type === 'user' ? { u: subject.userId } : { l: subject.likedItemIds };
    const why = objectives === null ? {} : { o: objectives };
    const content = { ...who, s: sceneId, ...why, m: modelVersion, i: itemIds, t: issuedAtMs };
    return this.signer.sign(PURPOSE, Buffer.from(JSON.stringify(content)));
  }

  /** What was issued; throws INVALID_RECOMMENDATION_ID for anything else. */
  read(recommendationId: string): IssuedRecommendation {
    const content = this.signer.read(PURPOSE, recommendationId);
    const parsed = content === null ? null : CONTENT.safeParse(JSON.parse(content.toString()));
    if (parsed?.success !== true) {
      throw new IsthmusError(
        'INVALID_RECOMMENDATION_ID',
        'The recommendationId was not issued by this server or has been changed. Pass it as it came with the recommendations, or leave it out.',
      );
    }
    const { u, l, s, o, m, i, t } = parsed.data;
    return {
      subject: u === undefined ? { type: 'visitor', likedItemIds: l ?? [] } : { type: 'user', userId: u },
      sceneId: s,
      objectives: o ?? null,
      modelVersion: m,
      itemIds: i,
      issuedAtMs: t,
    };
  }
}
