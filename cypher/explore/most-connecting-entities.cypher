// Which entities connect the most pairs of works of different domains? They carry the knowledge walk from one domain
// into another, so wrong facts about them do the most harm. One with most of its works in one domain leads there.
// Parameters: $limit.
:param limit => 10
MATCH (work:Item)-[:IN_DOMAIN]->(domain:Domain), (work)-[]->(entity:Entity)
WITH entity.id AS id, entity.label AS entity, entity.kind AS kind, domain.id AS domain, count(DISTINCT work.id) AS works
WITH id, entity, kind, sum(works) AS total, sum(works * works) AS squares, max(works) AS most
WHERE total > most
RETURN entity, kind, total AS works, (total * total - squares) / 2 AS pairsAcrossDomains,
       round(100.0 * most / total) AS percentInOneDomain
ORDER BY pairsAcrossDomains DESC, id
LIMIT $limit;
