// Answers one row when the store works.
// Parameters: none.
RETURN 1 AS one
