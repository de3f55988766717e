import { Arg, Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { Language, NodeRef } from '../domain/nodes.js';
import { type TasteStatement as Belief, tasteProfile } from '../recommend/profile/taste-profile.js';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { costs } from '../schema/field-cost.js';
import { plainId } from '../schema/global-id.js';
import { Problem } from '../schema/mutations/problem.type.js';
import { checkedPageSize } from '../schema/page-size.js';
import { ForgetPreferenceInput } from '../schema/wording/forget-preference.input.js';
import { ForgetPreferencePayload } from '../schema/wording/forget-preference.payload.js';
import { TasteStatement } from '../schema/wording/taste-statement.type.js';
import { UserProfileArgs } from '../schema/wording/user-profile.args.js';
import { UserProfile } from '../schema/wording/user-profile.type.js';
import type { Catalogue } from './catalogue.js';
import { attempt, sentence } from './problems.js';
import type { RequestContext } from './request-context.js';

/** Who asks whether a preference is the user's own word finds here that the user took it away. */
const FORGOTTEN = { predicate: 'PREFERS', weight: 0, source: 'forgotten' } as const;

/** What is believed about a user, and how the user changes it. */
@Resolver()
export class ProfileResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => UserProfile, {
    nullable: true,
    description: 'What the platform believes about the tastes of a user; null when nobody has the id.',
    complexity: costs({ own: 100, perEntry: 2 }),
  })
  userProfile(
    @Args(() => UserProfileArgs) { userId, domain, sceneId, language, first }: UserProfileArgs,
    @Ctx() { services, catalogue }: RequestContext,
  ): UserProfile | null {
    const user = { type: 'User', id: plainId('User', userId, 'userId') } as const;
    if (!catalogue.has(user)) return null;
    const { statements, forgottenEntityIds } = tasteProfile(services.projection, services.ontology, {
      userId: user.id,
      domainId: typeof domain === 'string' ? plainId('Domain', domain, 'domain') : null,
      sceneId: typeof sceneId === 'string' ? plainId('Scene', sceneId, 'sceneId') : null,
      language,
      limit: checkedPageSize(first),
    });
    return new UserProfile(
      statements.flatMap((belief) => statementOf(belief, catalogue, language)),
      present(forgottenEntityIds, (id) => catalogue.entity(id, language)),
    );
  }

  @Mutation(() => ForgetPreferencePayload, {
    description: 'Makes something count for nothing in what a user is recommended, at once and for good.',
    complexity: costs({ own: 100 }),
  })
  async forgetPreference(
    @Arg('input', () => ForgetPreferenceInput, { description: 'Whose statement it is, and which.' })
    { userId, statementId }: ForgetPreferenceInput,
    @Ctx() { services: { writer }, catalogue, deadline }: RequestContext,
  ): Promise<ForgetPreferencePayload> {
    const ends = attempt(null, (): readonly [NodeRef, NodeRef] => [
      { type: 'User', id: plainId('User', userId, 'userId') },
      { type: 'Entity', id: plainId('Entity', statementId, 'statementId') },
    ]);
    if (ends instanceof Problem) return new ForgetPreferencePayload(null, [ends]);
    const [subject, object] = ends;
    const { rejected } = await deadline.within(writer.upsertRelations([{ ...FORGOTTEN, subject, object }]));
    const errors = rejected.map(({ reason }) => new Problem('NOT_FOUND', sentence(reason)));
    return new ForgetPreferencePayload(errors.length > 0 ? null : catalogue.entity(object.id), errors);
  }
}

function statementOf(belief: Belief, catalogue: Catalogue, language: Language): TasteStatement[] {
  const entity = catalogue.entity(belief.entityId, language);
  if (entity === null) return [];
  const evidence = present(belief.itemIds, (id) => catalogue.item(id, language));
  const domains = present(belief.domainIds, (id) => catalogue.domain(id));
  const scenes = present(belief.sceneIds, (id) => catalogue.scene(id, language));
  return [new TasteStatement({ ...belief, entity, evidence, domains, scenes })];
}

/** The nodes of the ids; one that was deleted in between is left out. */
function present<T>(ids: readonly string[], nodeOf: (id: string) => T | null): T[] {
  return ids.flatMap((id) => nodeOf(id) ?? []);
}
