/** Where a server stands between its start and its end. */
export type ServerPhase = 'starting' | 'serving' | 'draining' | 'stopped';
