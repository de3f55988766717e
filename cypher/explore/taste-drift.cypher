// How has a user's taste moved? The share of each genre among what the user liked in the newest half of their
// history, and in the half before; what has grown stands first, what has faded last.
// Parameters: $user; $leastLikes of a genre in both halves together.
:param user => 'u410'
:param leastLikes => 6
MATCH (me:User {id: $user})-[event:INTERACTED]->(work:Item)
WHERE event.strength >= 0.5 AND event.at IS NOT NULL
WITH work.id AS id, event.at AS at
ORDER BY at
WITH collect(at) AS times, collect({id: id, at: at}) AS likes
WITH times[size(times) / 2] AS middle, likes
UNWIND likes AS liked
MATCH (work:Item {id: liked.id})-[:HAS_GENRE]->(genre:Entity)
WITH genre.label AS genre, CASE WHEN liked.at >= middle THEN 1 ELSE 0 END AS isNew
WITH genre, sum(isNew) AS newer, sum(1 - isNew) AS older
WITH collect({genre: genre, newer: newer, older: older}) AS genres, sum(newer) AS allNewer, sum(older) AS allOlder
UNWIND genres AS row
WITH row.genre AS genre, row.older AS older, row.newer AS newer, allOlder, allNewer
WHERE older + newer >= $leastLikes
RETURN genre, older, newer,
       round(1000.0 * newer / allNewer - 1000.0 * older / allOlder) / 10 AS changeInPercentagePoints
ORDER BY changeInPercentagePoints DESC, genre;
