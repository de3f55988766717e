/** What a training does beyond the quickest fit that can serve: it spares users to compress and examine the ranker by. */
export const FULL_TRAINING = { examinedUsers: 300 } as const;
