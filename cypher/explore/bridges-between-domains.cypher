// Which people, organisations and fictional worlds join works of the most domains? They are the bridges over which a taste in films
// becomes a recommendation of books. Ranked by the number of domains, then by the domain in which they are rarest.
// Parameters: $kinds of entities that count (genres, moods and topics join everything); $limit.
:param kinds => ['person', 'universe', 'organisation']
:param limit => 10
MATCH (entity:Entity)<-[]-(work:Item)-[:IN_DOMAIN]->(domain:Domain)
WHERE entity.kind IN $kinds
WITH entity.id AS id, entity.label AS entity, entity.kind AS kind, domain.id AS domain, count(DISTINCT work.id) AS works
ORDER BY id, domain
WITH id, entity, kind, count(domain) AS domains, min(works) AS fewest, sum(works) AS works, collect(domain) AS joins
WHERE domains > 1
RETURN entity, kind, domains, works, joins
ORDER BY domains DESC, fewest DESC, works DESC, id
LIMIT $limit;
