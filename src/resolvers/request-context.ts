import { Catalogue } from './catalogue.js';
import { type Deadline, SignalDeadline } from './deadline.js';
import { Loaders } from './loaders.js';
import type { Services } from './services.js';

/** What the resolvers of one request share. */
export interface RequestContext {
  readonly requestId: string;
  readonly services: Services;
  readonly catalogue: Catalogue;
  readonly loaders: Loaders;
  readonly deadline: Deadline;
  /** The time of the request, in epoch milliseconds. */
  readonly nowMs: number;
}

/** What distinguishes one request from another. */
export interface RequestFacts {
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly nowMs: number;
}

/** The context of one request; its loaders forget everything with it. */
export function createRequestContext(services: Services, { requestId, signal, nowMs }: RequestFacts): RequestContext {
  return {
    requestId,
    services,
    catalogue: new Catalogue(services.projection),
    loaders: new Loaders(services.reader, services.knowledge, signal),
    deadline: new SignalDeadline(signal),
    nowMs,
  };
}
