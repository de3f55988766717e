// The migrations into this graph that are not finished.
// Parameters: $limit.
MATCH (m:Migration)
RETURN m.id AS id, m.stage AS stage, m.after AS after, m.batches AS batches, m.rows AS rows
ORDER BY id
LIMIT $limit
