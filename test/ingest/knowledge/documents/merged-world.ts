import { EntityMerger } from '../../../../src/ingest/knowledge/resolution/entity-merger.js';
import { entity, item } from '../../../graph/graph-records.js';
import { type DocumentWorld, documentOf } from './document-world.js';

/** Two items with three documents about them, and two people who were taken for one. */
export async function readAndMerge(world: DocumentWorld): Promise<EntityMerger> {
  await world.writer.upsertItems([item('i1'), item('i2')]);
  await world.writer.upsertEntities([
    entity('person:a', { kind: 'person', label: 'David M. Evans' }),
    entity('person:b', { kind: 'person', label: 'David Mickey Evans' }),
  ]);
  await world.run([
    documentOf('d1', 'It was directed by David M. Evans.', 'i1'),
    documentOf('d2', 'It was directed by Ann Lee. It stars Bob Roe and Cid Poe.', 'i2'),
    documentOf('d3', 'A film directed by Ann Lee.', 'i2'),
  ]);
  const merger = new EntityMerger({ graph: world.graph, ontology: world.ontology, clock: () => 0 });
  await merger.merge('person:a', 'person:b');
  return merger;
}
