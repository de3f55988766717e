// The scene walk scene -> item: how well each item suits the scene.
// Parameters: $id of the scene; $limit.
MATCH (s:Scene {id: $id})<-[r:SUITS]-(j:Item)
RETURN j.id AS item, r.weight AS score
ORDER BY score DESC, item
LIMIT $limit
