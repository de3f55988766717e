import type { DomainRecord, EntityRecord, ItemRecord, SceneRecord } from '../../domain/records.js';
import type { NodesWrite } from '../writes/committed-write.js';
import type { Projection } from './projection.js';

/** Adds a domain or renews what is kept of it. */
export function addDomain(projection: Projection, { id, label, labelZh }: DomainRecord): void {
  projection.domainLabels[projection.domains.add(id)] = { label, labelZh };
}

/** Adds a scene or renews what is kept of it. */
export function addScene(projection: Projection, scene: SceneRecord): void {
  projection.sceneFacts[projection.scenes.add(scene.id)] = scene;
}

/** Adds an entity or renews what is kept of it. */
export function addEntity(projection: Projection, { id, kind, label, labelZh }: EntityRecord): void {
  projection.entityFacts[projection.entities.add(id)] = { kind, label, labelZh };
}

/** Adds an item or renews what is kept of it. */
export function addItem(projection: Projection, item: ItemRecord): void {
  const { title, titleZh, description, descriptionZh, year, isAvailable, addedAt, attributes } = item;
  projection.itemFacts[projection.items.add(item.id)] = {
    title,
    titleZh,
    description,
    descriptionZh,
    domain: projection.domains.indexOf(item.domain),
    year,
    isAvailable,
    addedAt: addedAt ?? 0,
    attributes,
  };
}

/** Adds nodes of one type or renews what is kept of them. */
export function addNodes(projection: Projection, write: NodesWrite): void {
  switch (write.type) {
    case 'domains':
      for (const record of write.records) addDomain(projection, record);
      break;
    case 'scenes':
      for (const record of write.records) addScene(projection, record);
      break;
    case 'entities':
      for (const record of write.records) addEntity(projection, record);
      break;
    case 'items':
      for (const record of write.records) addItem(projection, record);
      break;
    case 'users':
      for (const record of write.records) projection.users.add(record.id);
      break;
  }
}
