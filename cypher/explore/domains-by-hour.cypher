// When is which domain used? Events by hour of the day in universal time, in blocks of $hours hours.
// Parameters: $hours of a block, a divisor of 24.
:param hours => 6
MATCH (:User)-[event:INTERACTED]->(:Item)-[:IN_DOMAIN]->(domain:Domain)
WHERE event.at IS NOT NULL
WITH domain.id AS domain, (event.at / 3600000) % 24 AS hour
WITH domain, hour - hour % $hours AS hour
WITH domain, hour, count(*) AS events
ORDER BY domain, hour
WITH domain, collect({hour: hour, events: events}) AS blocks, sum(events) AS total
UNWIND blocks AS block
RETURN domain, block.hour AS fromHour, block.events AS events, round(100.0 * block.events / total) AS percentOfDomain
ORDER BY domain, fromHour;
