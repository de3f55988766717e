import type { EntityRecord, SceneRecord } from '../../../domain/records.js';
import { entityId } from '../../cleaning/slug.js';
import { comparedKind } from './compared-kind.js';
import { nameForm } from './name-form.js';

/**
 * Finds the entity of the graph that a name means: by its labels, aliases and kind, in a form without case, accents and
 * signs. A name that two entities of a kind share means neither, and becomes an entity of its own.
 */
export class EntityResolver {
  private readonly ids = new Map<string, string | null>();
  private readonly scenes = new Map<string, string>();

  /** Takes in an entity by its labels. */
  add({ id, kind, label, labelZh }: EntityRecord): void {
    this.alias(kind, label, id);
    if (labelZh !== null) this.alias(kind, labelZh, id);
  }

  addScene({ id, label, labelZh, phrases }: SceneRecord): void {
    for (const name of [label, labelZh, ...phrases]) this.scenes.set(nameForm(name), id);
  }

  /** Another name of an entity. */
  alias(kind: string, name: string, id: string): void {
    const key = keyOf(kind, name);
    const known = this.ids.get(key);
    this.ids.set(key, known === undefined || known === id ? id : null);
  }

  /** The id of the known entity that the name means, or the one that a new entity gets. */
  resolve(kind: string, name: string): string {
    return this.ids.get(keyOf(kind, name)) ?? entityId(kind, name);
  }

  sceneId(name: string): string | null {
    return this.scenes.get(nameForm(name)) ?? null;
  }
}

function keyOf(kind: string, name: string): string {
  return `${comparedKind(kind)}\n${nameForm(name)}`;
}
