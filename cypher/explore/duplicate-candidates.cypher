// Which works of one domain, or entities of any kinds, may be the same thing entered twice? Those whose names are
// equal without capitals, spaces, hyphens, what stands in brackets, and a leading "the".
// Parameters: $limit.
:param limit => 8
MATCH (work:Item)-[:IN_DOMAIN]->(domain:Domain)
WITH work.id AS id, domain.id AS domain, split(work.title, ' (')[0] AS title
WITH id, domain, replace(replace(toLower(title), ' ', ''), '-', '') AS name
WITH id, domain, CASE WHEN name STARTS WITH 'the' THEN substring(name, 3) ELSE name END AS name
ORDER BY id
WITH domain, name, collect(id) AS ids
WHERE size(ids) > 1
RETURN 'work' AS what, name, ids
ORDER BY name, domain
LIMIT $limit
UNION ALL
MATCH (entity:Entity)
WITH entity.id AS id, split(entity.label, ' (')[0] AS label
WITH id, replace(replace(toLower(label), ' ', ''), '-', '') AS name
WITH id, CASE WHEN name STARTS WITH 'the' THEN substring(name, 3) ELSE name END AS name
ORDER BY id
WITH name, collect(id) AS ids
WHERE size(ids) > 1
RETURN 'entity' AS what, name, ids
ORDER BY name
LIMIT $limit;
