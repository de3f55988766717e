// What is in the graph? Every kind of edge with the labels it joins, how many there are, and how many different nodes
// stand at each end. The first thing to run on a graph that one does not know.
// Parameters: none.
MATCH (subject:User)-[edge]->(object:Item)
RETURN 'User' AS subject, type(edge) AS relation, 'Item' AS object, count(*) AS edges,
       count(DISTINCT subject.id) AS subjects, count(DISTINCT object.id) AS objects
UNION ALL
MATCH (subject:User)-[edge]->(object:Entity)
RETURN 'User' AS subject, type(edge) AS relation, 'Entity' AS object, count(*) AS edges,
       count(DISTINCT subject.id) AS subjects, count(DISTINCT object.id) AS objects
UNION ALL
MATCH (subject:User)-[edge]->(object:User)
RETURN 'User' AS subject, type(edge) AS relation, 'User' AS object, count(*) AS edges,
       count(DISTINCT subject.id) AS subjects, count(DISTINCT object.id) AS objects
UNION ALL
MATCH (subject:Item)-[edge]->(object:Entity)
WITH type(edge) AS relation, count(*) AS edges, count(DISTINCT subject.id) AS subjects,
     count(DISTINCT object.id) AS objects
ORDER BY edges DESC, relation
RETURN 'Item' AS subject, relation, 'Entity' AS object, edges, subjects, objects
UNION ALL
MATCH (subject:Item)-[edge]->(object:Item)
WITH type(edge) AS relation, count(*) AS edges, count(DISTINCT subject.id) AS subjects,
     count(DISTINCT object.id) AS objects
ORDER BY edges DESC, relation
RETURN 'Item' AS subject, relation, 'Item' AS object, edges, subjects, objects
UNION ALL
MATCH (subject:Item)-[edge]->(object:Domain)
RETURN 'Item' AS subject, type(edge) AS relation, 'Domain' AS object, count(*) AS edges,
       count(DISTINCT subject.id) AS subjects, count(DISTINCT object.id) AS objects
UNION ALL
MATCH (subject:Item)-[edge]->(object:Scene)
RETURN 'Item' AS subject, type(edge) AS relation, 'Scene' AS object, count(*) AS edges,
       count(DISTINCT subject.id) AS subjects, count(DISTINCT object.id) AS objects;
