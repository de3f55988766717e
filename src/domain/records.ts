import type { NodeRef } from './nodes.js';

/** A value that a node's own property may take; lists are lists of texts. */
export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Something that can be recommended. `addedAt` is in epoch milliseconds, null when unknown. */
export interface ItemRecord {
  readonly id: string;
  readonly domain: string;
  readonly title: string;
  readonly titleZh: string | null;
  readonly description: string | null;
  readonly descriptionZh: string | null;
  readonly year: number | null;
  readonly isAvailable: boolean;
  readonly addedAt: number | null;
  readonly attributes: Attributes;
}

export interface UserRecord {
  readonly id: string;
  readonly attributes: Attributes;
}

export interface EntityRecord {
  readonly id: string;
  /** One of the ontology's entity kinds, such as person or genre. */
  readonly kind: string;
  readonly label: string;
  readonly labelZh: string | null;
}

/** A situation in which people use items. Lists hold the values that speak for the scene. */
export interface SceneRecord {
  readonly id: string;
  readonly label: string;
  readonly labelZh: string;
  readonly description: string;
  readonly timesOfDay: readonly string[];
  readonly weekdays: readonly string[];
  readonly devices: readonly string[];
  readonly places: readonly string[];
  readonly phrases: readonly string[];
}

export interface DomainRecord {
  readonly id: string;
  readonly label: string;
  readonly labelZh: string;
}

/** One event. `eventId` is unique within its user and makes delivery idempotent; `at` is in epoch milliseconds. */
export interface InteractionRecord {
  readonly eventId: string;
  readonly userId: string;
  readonly itemId: string;
  readonly kind: string;
  readonly value: number | null;
  readonly at: number | null;
  readonly sceneId: string | null;
  readonly context: Readonly<Record<string, string>>;
}

/** One fact: an edge between two nodes, whose predicate is a relation of the ontology. */
export interface RelationRecord {
  readonly subject: NodeRef;
  readonly predicate: string;
  readonly object: NodeRef;
  readonly weight: number;
  /** Where the fact came from, such as catalogue, llm or behaviour. */
  readonly source: string;
}
