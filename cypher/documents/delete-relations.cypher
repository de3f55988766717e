// Deletes edges of one relation, those alone that have one of the given sources: what a catalogue says stays.
// Parameters: $rows, a list of {subject, object}, at most 5,000; $sources.
UNWIND $rows AS row
MATCH (s:<SUBJECT> {id: row.subject})-[r:<RELATION>]->(o:<OBJECT> {id: row.object})
WHERE r.source IN $sources
DELETE r
