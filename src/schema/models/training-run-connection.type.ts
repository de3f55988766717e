import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { TrainingRun } from './training-run.type.js';

/** The GraphQL type TrainingRunEdge. */
@ObjectType('TrainingRunEdge', { simpleResolvers: true, description: 'A training in the list of all.' })
export class TrainingRunEdge {
  constructor(node: TrainingRun, cursor: string) {
    this.node = node;
    this.cursor = cursor;
  }

  @Field(() => TrainingRun, { description: 'The training.' })
  readonly node: TrainingRun;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

/** The GraphQL type TrainingRunConnection. */
@ObjectType('TrainingRunConnection', { simpleResolvers: true, description: 'A page of trainings.' })
export class TrainingRunConnection {
  constructor(edges: readonly TrainingRunEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [TrainingRunEdge], { description: 'The trainings, the newest first.' })
  readonly edges: readonly TrainingRunEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}
