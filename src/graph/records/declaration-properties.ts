import type { RelationDeclaration, RelationType } from '../../domain/ontology.js';
import { type StoredProperties, textOf, type UnknownProperties } from './stored-properties.js';

/** A declared relation as the properties of its own node. */
export function declarationProperties(relation: RelationType): StoredProperties {
  return {
    id: relation.name,
    description: relation.description,
    objectKind: relation.objectKind,
    factEn: relation.en.fact,
    sharedEn: relation.en.shared,
    factZh: relation.zh.fact,
    sharedZh: relation.zh.shared,
  };
}

export function declarationFromProperties(properties: UnknownProperties): RelationDeclaration {
  return {
    name: textOf(properties, 'id'),
    description: textOf(properties, 'description'),
    objectKind: textOf(properties, 'objectKind'),
    en: { fact: textOf(properties, 'factEn'), shared: textOf(properties, 'sharedEn') },
    zh: { fact: textOf(properties, 'factZh'), shared: textOf(properties, 'sharedZh') },
  };
}
