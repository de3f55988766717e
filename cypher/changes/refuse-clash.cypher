// Undoes the transaction that it ends when what the transaction was planned on may no longer hold: when another commit
// after $since has named one of the nodes in $refs or was bulk, or when entries after $since were dropped already. A
// commit that is in the feed twice is refused as well: a driver that repeats a transaction whose answer was lost would
// do everything again. There is no other way to give up in Cypher, so a second counter breaks the uniqueness of ids.
// Parameters: $since, the newest change when the plan was made; $commitId of this commit; $refs, such as 'User/u1'.
MATCH (k:Counter {id: 'changes'})
WITH k.value AS newest
UNWIND range($since + 1, newest) AS sequence
MATCH (c:Change {sequence: sequence})
WITH newest, CASE WHEN c.commitId = $commitId THEN 1 ELSE 0 END AS own,
     CASE WHEN c.commitId = $commitId THEN 0 WHEN c.kind = 'bulk' THEN 1
          WHEN any(ref IN c.ids WHERE ref IN $refs) THEN 1 ELSE 0 END AS clash
WITH newest, count(own) AS found, sum(own) AS own, sum(clash) AS clashes
WHERE found < newest - $since OR own <> 1 OR clashes > 0
CREATE (:Counter {id: 'changes'})
