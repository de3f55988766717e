import type { Ontology } from '../../domain/ontology.js';
import type { KnowledgeGraph } from '../knowledge-graph.js';
import { renewOntology } from '../load-ontology.js';
import { nodeRef } from '../node-ref-text.js';
import { DeclarationKeeper } from './declaration-keeper.js';
import { EventMemory } from './event-memory.js';
import type { ForeignChanges } from './feed-watch.js';
import { IdMemory } from './id-memory.js';

/** Everything that a writer remembers of the graph, and what of it the commits of other processes make untrue. */
export class WriterMemory {
  readonly events: EventMemory;
  readonly ids: IdMemory;
  readonly declarations: DeclarationKeeper;

  constructor(
    private readonly graph: KnowledgeGraph,
    private readonly ontology: Ontology,
    maxEvents: number,
  ) {
    this.events = new EventMemory(graph, maxEvents);
    this.ids = new IdMemory(graph, maxEvents > 0);
    this.declarations = new DeclarationKeeper(graph);
  }

  forgetAll(): void {
    this.events.forget();
    this.ids.forget();
    this.declarations.forget();
  }

  /** Forgets what others may have changed, and learns the relations that they have declared. */
  async forgetChanged(changes: ForeignChanges): Promise<void> {
    const kinds = new Set(changes.map(({ kind }) => kind));
    if (kinds.has('bulk')) this.forgetAll();
    // The events of a deleted item are gone from the histories of users whom the feed does not name.
    if (kinds.has('deletion')) this.events.forget();
    for (const { kind, ids } of changes) {
      for (const ref of ids) {
        const node = nodeRef(ref);
        if (node === null) continue;
        if (kind === 'deletion') this.ids.forget(node.type, node.id);
        if (node.type === 'User') this.events.forget(node.id);
      }
    }
    if (!kinds.has('bulk') && !kinds.has('declaration')) return;
    this.declarations.forget();
    await renewOntology(this.graph, this.ontology);
  }
}
