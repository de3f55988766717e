/** How many entries one mutation takes; longer lists go in several calls, or through `isthmus ingest`. */
export const MAX_BATCH_ENTRIES = 100;
