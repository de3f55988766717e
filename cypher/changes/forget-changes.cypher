// Drops the oldest entries of the change feed. A reader that is behind them is told to read everything again.
// Parameters: $until, the last sequence to drop.
MATCH (c:Change)
WHERE c.sequence <= $until
DELETE c
