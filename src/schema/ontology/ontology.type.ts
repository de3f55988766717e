import { Field, ObjectType } from 'type-graphql';
import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import type { Ontology as DomainOntology } from '../../domain/ontology.js';
import { InteractionMeaning } from './interaction-meaning.type.js';
import { RelationType } from './relation-type.type.js';

/** The GraphQL type Ontology. */
@ObjectType('Ontology', { simpleResolvers: true, description: 'What the graph can say.' })
export class Ontology {
  constructor(private readonly ontology: DomainOntology) {}

  @Field(() => [RelationType], { description: 'The relations that facts may have.' })
  get relations(): RelationType[] {
    return this.ontology.all().map((relation) => new RelationType(relation));
  }

  @Field(() => [InteractionMeaning], { description: 'The kinds of interactions.' })
  get interactionKinds(): InteractionMeaning[] {
    return Object.keys(INTERACTION_KINDS).map((kind) => new InteractionMeaning(kind));
  }
}
