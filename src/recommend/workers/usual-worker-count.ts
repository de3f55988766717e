const MOST_WORKERS = 16;

/** How many threads make recommendations when nobody says. */
export function usualWorkerCount(cores: number): number {
  return Math.min(MOST_WORKERS, cores);
}
