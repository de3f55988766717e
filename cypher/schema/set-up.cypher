// Uniqueness of ids, and the index that finds them. A constraint is not an index on every engine, so both are
// declared; Neo4j takes the index as already there.
// Parameters: none. Safe to repeat.
CREATE CONSTRAINT user_id_is_unique IF NOT EXISTS FOR (n:User) REQUIRE n.id IS UNIQUE;
CREATE INDEX user_by_id IF NOT EXISTS FOR (n:User) ON (n.id);
CREATE CONSTRAINT item_id_is_unique IF NOT EXISTS FOR (n:Item) REQUIRE n.id IS UNIQUE;
CREATE INDEX item_by_id IF NOT EXISTS FOR (n:Item) ON (n.id);
CREATE CONSTRAINT entity_id_is_unique IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_by_id IF NOT EXISTS FOR (n:Entity) ON (n.id);
CREATE CONSTRAINT scene_id_is_unique IF NOT EXISTS FOR (n:Scene) REQUIRE n.id IS UNIQUE;
CREATE INDEX scene_by_id IF NOT EXISTS FOR (n:Scene) ON (n.id);
CREATE CONSTRAINT domain_id_is_unique IF NOT EXISTS FOR (n:Domain) REQUIRE n.id IS UNIQUE;
CREATE INDEX domain_by_id IF NOT EXISTS FOR (n:Domain) ON (n.id);
CREATE CONSTRAINT relation_id_is_unique IF NOT EXISTS FOR (n:Relation) REQUIRE n.id IS UNIQUE;
CREATE INDEX relation_by_id IF NOT EXISTS FOR (n:Relation) ON (n.id);
CREATE CONSTRAINT counter_id_is_unique IF NOT EXISTS FOR (n:Counter) REQUIRE n.id IS UNIQUE;
CREATE INDEX counter_by_id IF NOT EXISTS FOR (n:Counter) ON (n.id);
CREATE CONSTRAINT change_sequence_is_unique IF NOT EXISTS FOR (n:Change) REQUIRE n.sequence IS UNIQUE;
CREATE INDEX change_by_sequence IF NOT EXISTS FOR (n:Change) ON (n.sequence);
CREATE CONSTRAINT document_id_is_unique IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE INDEX document_by_id IF NOT EXISTS FOR (n:Document) ON (n.id);
CREATE INDEX document_by_subject IF NOT EXISTS FOR (n:Document) ON (n.about);
CREATE CONSTRAINT claim_id_is_unique IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE INDEX claim_by_id IF NOT EXISTS FOR (n:Claim) ON (n.id);
CREATE INDEX claim_by_subject IF NOT EXISTS FOR (n:Claim) ON (n.about);
CREATE INDEX claim_by_object IF NOT EXISTS FOR (n:Claim) ON (n.names);
CREATE CONSTRAINT entity_merge_id_is_unique IF NOT EXISTS FOR (n:EntityMerge) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_merge_by_id IF NOT EXISTS FOR (n:EntityMerge) ON (n.id);
CREATE CONSTRAINT media_vector_id_is_unique IF NOT EXISTS FOR (n:MediaVector) REQUIRE n.id IS UNIQUE;
CREATE INDEX media_vector_by_id IF NOT EXISTS FOR (n:MediaVector) ON (n.id);
