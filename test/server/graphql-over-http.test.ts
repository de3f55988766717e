import { serverAudits } from 'graphql-http';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const audits = serverAudits({ url: () => `${server.url}/graphql` });

test('there are sixty audits or more', () => {
  expect(audits.length).toBeGreaterThanOrEqual(60);
});

test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const result = await audit.fn();
  // Warnings and notices are about what the specification recommends or leaves open; errors break it.
  expect(result.status === 'error' ? result.reason : 'no error').toBe('no error');
});
