import { smallWorld, startTestServer } from './test-server.js';
import { testServices } from './test-services.js';

test('stopping lets requests in progress end and takes no new ones', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived: () => void = () => undefined;
  const hasArrived = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let isHeld = false;
  const services = await testServices(smallWorld, (graph) => ({
    write: (calls, options) => graph.write(calls, options),
    pages: (call, rows, options) => graph.pages(call, rows, options),
    changesSince: (...args) => graph.changesSince(...args),
    ping: (options) => graph.ping(options),
    close: () => graph.close(),
    async read(call, options) {
      if (isHeld) {
        arrived();
        await gate;
      }
      return graph.read(call, options);
    },
  }));
  const server = await startTestServer({ services });
  isHeld = true;
  const pending = server.ask('{ user(id: "u5") { key } }');
  await hasArrived;
  const stopped = server.stop();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(server.fetch('/ready')).rejects.toThrow();
  release();
  expect((await pending).data).toEqual({ user: { key: 'u5' } });
  await stopped;
  await services.graph.close();
});

test('/ready says 503 when the store does not answer, and /health stays 200', async () => {
  const services = await testServices(smallWorld);
  const server = await startTestServer({ services });
  await services.graph.close();
  const ready = await server.fetch('/ready');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ status: 'the store does not answer' });
  expect((await server.fetch('/health')).status).toBe(200);
  await server.stop();
});

test('a port that is taken is an error, not the end of the process', async () => {
  const server = await startTestServer();
  const port = Number(new URL(server.url).port);
  await expect(startTestServer({ services: server.services, config: { port } })).rejects.toThrow(/EADDRINUSE/);
  await server.close();
});
