import { IsthmusError } from '../domain/errors.js';
import type { NodeType } from '../domain/nodes.js';
import type { SceneRecord } from '../domain/records.js';
import type { RecognisedScene } from '../domain/situation.js';
import type { Projection } from '../graph/projection/projection.js';
import type { ResolvedFilter } from './candidates/item-groups.js';
import type { ItemFilter, SceneChoice } from './recommendation.js';
import { SceneRecogniser } from './scene/scene-recogniser.js';
import { situationFacets } from './situation-facets.js';

const MOST_ITEMS = 100;

/** Looks up the ids of a request; an id that nothing has is a NOT_FOUND error that names it. */
export class RequestResolver {
  private readonly sceneRecogniser = new SceneRecogniser();

  constructor(private readonly projection: Projection) {}

  /** The number of a node that has to exist. */
  node(type: Exclude<NodeType, 'User'>, id: string): number {
    const index = this.projection.indexOf(type).indexOf(id);
    if (index >= 0) return index;
    throw new IsthmusError('NOT_FOUND', `No ${type.toLowerCase()} has the id "${id.slice(0, 100)}".`);
  }

  nodes(type: Exclude<NodeType, 'User'>, ids: readonly string[]): number[] {
    return ids.map((id) => this.node(type, id));
  }

  filter(filter: ItemFilter): ResolvedFilter {
    const { yearFrom, yearTo, attributes, onlyAvailable } = filter;
    if (yearFrom !== null && yearTo !== null && yearFrom > yearTo) {
      throw new IsthmusError('INVALID_ARGUMENT', `yearFrom (${yearFrom}) must not be after yearTo (${yearTo}).`);
    }
    return {
      domains: this.nodes('Domain', filter.domains),
      entities: this.nodes('Entity', filter.entityIds),
      yearFrom,
      yearTo,
      attributes,
      onlyAvailable,
    };
  }

  /** The scene that a request is for, or null when none was named or recognised. */
  scene(choice: SceneChoice): RecognisedScene | null {
    if (choice.type === 'none') return null;
    if (choice.type === 'scene') {
      this.node('Scene', choice.sceneId);
      return { sceneId: choice.sceneId, confidence: 1, evidence: [], alternatives: [] };
    }
    if (choice.type === 'recognised') return choice.scene;
    return this.sceneRecogniser.recognise(choice.situation, this.scenes()).recognised;
  }

  /** By facet of the data the value that a request names of it; -1 for the others. */
  situation(choice: SceneChoice): Int32Array {
    const { situations } = this.projection;
    return situations.encode(choice.type === 'none' ? [] : situationFacets(choice.situation, situations));
  }

  /** The scenes that there are. */
  scenes(): SceneRecord[] {
    const { scenes, sceneFacts } = this.projection;
    return sceneFacts.filter((facts) => scenes.has(facts.id));
  }
}

/** Refuses a page size that is not a whole number from 1 to 100. */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_ITEMS) return;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    `The number of items must be a whole number from 1 to ${MOST_ITEMS}, not ${limit}.`,
  );
}

/** Refuses a value outside a range. */
export function checkRange(name: string, value: number, from: number, to: number): void {
  if (value >= from && value <= to) return;
  throw new IsthmusError('INVALID_ARGUMENT', `${name} must be between ${from} and ${to}, not ${value}.`);
}
