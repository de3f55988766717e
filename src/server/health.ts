import { Router } from 'express';
import type { Services } from '../resolvers/services.js';
import type { ServerPhase } from './server-phase.js';

const PING_TIMEOUT_MS = 1_000;

/**
 * `/health` says that the process runs; a broken store is no reason to kill it. `/ready` says whether to send it
 * requests: the store answers, and the server is not about to stop.
 */
export function healthRoutes(services: Pick<Services, 'store'>, phase: () => ServerPhase): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/ready', async (_request, response) => {
    response.set('Cache-Control', 'no-store');
    if (phase() !== 'serving') {
      response.status(503).json({ status: phase() });
      return;
    }
    const isReachable = await services.store.ping({ timeoutMs: PING_TIMEOUT_MS }).then(
      () => true,
      () => false,
    );
    response.status(isReachable ? 200 : 503).json({ status: isReachable ? 'ready' : 'the store does not answer' });
  });
  return router;
}
