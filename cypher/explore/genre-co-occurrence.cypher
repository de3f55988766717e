// Which genres come together more often than by chance? The lift compares the works that have both with what one
// would expect if genres were dealt out independently.
// Parameters: $leastWorks that have both; $limit.
:param leastWorks => 6
:param limit => 10
MATCH (work:Item)-[:HAS_GENRE]->(genre:Entity)
WITH genre.id AS genre, count(DISTINCT work.id) AS works
WITH collect({genre: genre, works: works}) AS genres
MATCH (work:Item)
WITH genres, count(work) AS total
UNWIND genres AS one
WITH genres, total, one.genre AS first, one.works AS firstWorks
MATCH (a:Entity {id: first})<-[:HAS_GENRE]-(work:Item)-[:HAS_GENRE]->(b:Entity)
WHERE b.id > first
WITH genres, total, first, a.label AS firstLabel, firstWorks, b.id AS second, b.label AS secondLabel,
     count(DISTINCT work.id) AS both
WHERE both >= $leastWorks
UNWIND genres AS row
WITH total, first, firstLabel, firstWorks, second, secondLabel, both, row.genre AS otherGenre, row.works AS secondWorks
WHERE otherGenre = second
RETURN firstLabel AS genre, secondLabel AS other, both, firstWorks AS worksOfGenre, secondWorks AS worksOfOther,
       round(100.0 * both * total / (firstWorks * secondWorks)) / 100 AS lift
ORDER BY lift DESC, both DESC, first, second
LIMIT $limit;
