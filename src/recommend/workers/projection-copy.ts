import { deserialize, serialize } from 'node:v8';
import type { NodeType } from '../../domain/nodes.js';
import type { RelationName } from '../../domain/ontology.js';
import type { SceneRecord } from '../../domain/records.js';
import { GrowingCsr } from '../../graph/projection/growing-csr.js';
import type { IdIndex } from '../../graph/projection/id-index.js';
import { type EntityFacts, type ItemFacts, Projection } from '../../graph/projection/projection.js';
import { type NumberArray, sharedBytes, sharedCopy } from './shared-array.js';

/** The own fields of an object whose class is lost on the way to another thread. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * A projection as it was at one moment, for threads to build theirs from. It is in shared memory, so that it is made
 * once for all of them; nobody writes to it.
 */
export interface ProjectionCopy {
  readonly version: number;
  readonly events: Fields;
  readonly userItems: Fields;
  readonly itemUsers: Fields;
  readonly rejections: Fields;
  readonly layers: readonly {
    readonly name: RelationName;
    readonly subjectType: NodeType;
    readonly objectType: NodeType;
    readonly forward: Fields;
    readonly backward: Fields;
  }[];
  /** Ids, titles and labels in the format of `node:v8`. */
  readonly texts: Uint8Array;
}

/** What is in `ProjectionCopy.texts`. */
interface ProjectionTexts {
  readonly ids: Readonly<Record<IndexName, IndexCopy>>;
  readonly itemFacts: readonly ItemFacts[];
  readonly entityFacts: readonly EntityFacts[];
  readonly sceneFacts: readonly SceneRecord[];
  readonly domainLabels: Projection['domainLabels'];
  readonly situations: readonly string[];
}

interface IndexCopy {
  readonly ids: readonly string[];
  /** Numbers of ids that have been removed; the same id may have come back under a later number. */
  readonly removed: readonly number[];
}

const INDEXES = ['users', 'items', 'entities', 'scenes', 'domains'] as const;
type IndexName = (typeof INDEXES)[number];

/** Copies a projection; nothing can be written to it in between, because that takes one turn of the event loop. */
export function copyProjection(projection: Projection): ProjectionCopy {
  const { users, items, entities, scenes, domains, itemFacts, entityFacts, sceneFacts, domainLabels, situations } =
    projection;
  const texts: ProjectionTexts = {
    ids: {
      users: copyIndex(users),
      items: copyIndex(items),
      entities: copyIndex(entities),
      scenes: copyIndex(scenes),
      domains: copyIndex(domains),
    },
    itemFacts,
    entityFacts,
    sceneFacts,
    domainLabels,
    situations: situations.texts(),
  };
  return {
    version: projection.version,
    events: copyFields(projection.events),
    userItems: copyFields(projection.userItems),
    itemUsers: copyFields(projection.itemUsers),
    rejections: copyFields(projection.rejections),
    layers: [...projection.layers.values()].map(({ name, subjectType, objectType, forward, backward }) => ({
      name,
      subjectType,
      objectType,
      forward: copyFields(forward),
      backward: copyFields(backward),
    })),
    texts: sharedBytes(serialize(texts)),
  };
}

/** A projection of the caller's own that equals the one that was copied, row by row. */
export function projectionFrom(copy: ProjectionCopy): Projection {
  const projection = new Projection();
  const { ids, itemFacts, entityFacts, sceneFacts, domainLabels, situations }: ProjectionTexts = deserialize(
    copy.texts,
  );
  for (const name of INDEXES) fillIndex(projection[name], ids[name]);
  appendAll(projection.itemFacts, itemFacts);
  appendAll(projection.entityFacts, entityFacts);
  appendAll(projection.sceneFacts, sceneFacts);
  appendAll(projection.domainLabels, domainLabels);
  for (const text of situations) projection.situations.add(text);
  Object.assign(projection.events, copyFields(copy.events));
  projection.userItems = matrixFrom(copy.userItems);
  projection.itemUsers = matrixFrom(copy.itemUsers);
  projection.rejections = matrixFrom(copy.rejections);
  for (const { forward, backward, ...layer } of copy.layers) {
    projection.layers.set(Projection.layerKey(layer.subjectType, layer.name, layer.objectType), {
      ...layer,
      forward: matrixFrom(forward),
      backward: matrixFrom(backward),
    });
  }
  projection.version = copy.version;
  return projection;
}

function copyIndex(index: IdIndex): IndexCopy {
  const ids: string[] = [];
  const removed: number[] = [];
  for (let number = 0; number < index.size; number++) {
    const id = index.idOf(number);
    ids.push(id);
    if (index.indexOf(id) !== number) removed.push(number);
  }
  return { ids, removed };
}

function fillIndex(index: IdIndex, { ids, removed }: IndexCopy): void {
  const gone = new Set(removed);
  for (const [number, id] of ids.entries()) {
    index.add(id);
    if (gone.has(number)) index.remove(id);
  }
}

function matrixFrom(fields: Fields): GrowingCsr {
  return Object.assign(new GrowingCsr(0, 0), copyFields(fields));
}

/** Numbers as they are, typed arrays copied. The fields that a class keeps to itself are among them. */
function copyFields(source: object): Fields {
  return Object.fromEntries(
    Object.entries(source).map(([name, value]) => [name, ArrayBuffer.isView(value) ? copyArray(value) : value]),
  );
}

function copyArray(array: ArrayBufferView): NumberArray {
  return sharedCopy(array as NumberArray);
}

function appendAll<T>(into: T[], from: readonly T[]): void {
  for (const value of from) into.push(value);
}
