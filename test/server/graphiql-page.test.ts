import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { exampleOperations } from '../../src/server/pages/example-operations.js';
import { startTestServer, type TestServer } from './test-server.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const inBrowser = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) console.warn(`Skipped: no browser at ${CHROMIUM}. Set CHROMIUM_PATH to one.`);

inBrowser('/graphiql in a browser', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('the page loads without any request to the outside, and a ready-made operation shows its answer', async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const outside: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url)) outside.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));

    await page.goto(`${server.url}/graphiql`);
    const tabs = page.locator('.graphiql-tab');
    await tabs.first().waitFor({ timeout: 60_000 });
    expect(await tabs.count()).toBe(exampleOperations().length);
    await page.locator('.graphiql-execute-button').click();
    const answer = page.locator('.graphiql-response');
    await answer.getByText('recommendationId').first().waitFor({ timeout: 60_000 });
    await answer.getByText('"title"').first().waitFor({ timeout: 10_000 });

    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 120_000);

  test('a subscription shows what happens, over WebSocket', async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(`${server.url}/graphiql`);
    const watching = exampleOperations().findIndex(({ fileName }) => fileName.includes('watch-trainings'));
    await page.locator('.graphiql-tab').nth(watching).click({ timeout: 60_000 });
    const { progress } = server.services.jobs;
    progress.tell({ runId: 'r1', status: 'running', step: 'learn', phase: null, epoch: null, message: null });
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response').getByText('"learn"').first().waitFor({ timeout: 30_000 });
    progress.tell({ runId: 'r1', status: 'finished', step: 'all of it', phase: null, epoch: null, message: 'Done.' });
    await page.locator('.graphiql-response').getByText('"all of it"').first().waitFor({ timeout: 30_000 });
    await page.close();
  }, 120_000);
});
