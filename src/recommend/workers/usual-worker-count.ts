/** About so many threads answer as fast as one main thread can put their answers into GraphQL and HTTP. */
const MOST_WORKERS = 4;

/** How many threads make recommendations when nobody says: one a core, because the main thread waits for them mostly. */
export function usualWorkerCount(cores: number): number {
  return Math.min(MOST_WORKERS, cores);
}
