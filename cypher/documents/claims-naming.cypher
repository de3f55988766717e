// What documents state with one of the given nodes as the object, and where; one row a claim and document.
// Parameters: $ids, nodes such as 'Entity/person:ann-lee', at most 500.
UNWIND $ids AS id
MATCH (c:Claim {names: id})<-[s:STATES]-(d:Document)
RETURN d.id AS document, properties(c) AS claim, properties(s) AS statement
