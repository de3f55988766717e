import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { RecommendationEdge } from './recommendation-edge.type.js';
import { SceneRecognition } from './scene-recognition.type.js';

/** What a page of recommendations says about itself as a whole. */
export interface RecommendationPageFacts {
  readonly recommendationId: string;
  readonly scene: SceneRecognition | null;
  readonly isColdStart: boolean;
  readonly modelVersion: string;
}

/** The GraphQL type RecommendationConnection. */
@ObjectType('RecommendationConnection', { simpleResolvers: true, description: 'A page of recommendations.' })
export class RecommendationConnection {
  constructor(
    edges: readonly RecommendationEdge[],
    hasNextPage: boolean,
    private readonly facts: RecommendationPageFacts,
  ) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [RecommendationEdge], { description: 'The recommended items, the best first.' })
  readonly edges: readonly RecommendationEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;

  @Field(() => String, { description: 'Signed and opaque; send it along with feedback on any item of the page.' })
  get recommendationId(): string {
    return this.facts.recommendationId;
  }

  @Field(() => SceneRecognition, {
    nullable: true,
    description: 'The scene that the list was made for; null when none was given or recognised.',
  })
  get scene(): SceneRecognition | null {
    return this.facts.scene;
  }

  @Field(() => Boolean, {
    description: 'True when nothing is known about the user, so that the list rests on what everybody likes.',
  })
  get isColdStart(): boolean {
    return this.facts.isColdStart;
  }

  @Field(() => String, { description: 'The version of the model that ranked the list.' })
  get modelVersion(): string {
    return this.facts.modelVersion;
  }
}
