import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { writeTrainingReport } from '../../../src/models/report/training-report.js';
import { sampleRun, sampleSections } from './sample-training.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** Runs in the page, for which this project has no types. */
declare function getComputedStyle(element: unknown): { readonly fill: string; readonly stroke: string };

/** Seven charts of the first phase, seven of the second, and those of the sections but compression's table. */
const CHARTS = 7 + 7 + 7;

describe('the report of a training', () => {
  test('holds no address of the network and stays small', () => {
    const page = writeTrainingReport(sampleRun(), sampleSections());
    const addresses = page.match(/\b(?:https?:)?\/\/[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([]);
    expect(page.length).toBeLessThan(500_000);
  });

  test('names from data cannot become part of the page', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const [phase] = sampleRun(2).phases;
    const run = { ...sampleRun(2), model: evil, message: evil, settings: { evil }, phases: [{ ...phase, name: evil }] };
    const groups = [{ name: evil, users: 1, value: 1, interval: null, baseline: null }];
    const page = writeTrainingReport(run, [{ kind: 'groups', by: evil, metric: evil, groups, baselineName: evil }]);
    expect(page).toContain('&lt;img');
    expect(page).not.toContain('<img');
  });

  test('of a training that failed before its first epoch says so', () => {
    const run = { ...sampleRun(1), status: 'failed', message: 'There are no examples', phases: [] } as const;
    const page = writeTrainingReport(run, []);
    expect(page).toContain('There are no examples.');
    expect(page).not.toContain('<figure>');
  });

  test('a figure that is not a number leaves a gap', () => {
    const [phase] = sampleRun(3).phases;
    const epochs = phase.epochs.map((record) => ({ ...record, valid: { ...record.valid, auc: Number.NaN } }));
    const page = writeTrainingReport({ ...sampleRun(3), phases: [{ ...phase, epochs }] }, []);
    expect(page).toContain('auc');
    expect(page).not.toMatch(/[" ]NaN/);
  });

  test('sections without content leave no chart behind', () => {
    const page = writeTrainingReport({ ...sampleRun(1), phases: [] }, [
      { kind: 'importance', metric: 'ndcg', features: [] },
      { kind: 'calibration', tasks: [{ task: 'click', bins: [] }] },
      { kind: 'groups', by: 'scene', metric: 'ndcg', groups: [], baselineName: null },
      { kind: 'compression', metric: 'ndcg', trials: [] },
    ]);
    expect(page).not.toContain('<figure>');
    expect(page).not.toContain('<h2>Compression');
  });
});

const inBrowser = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) console.warn(`Skipped: no browser at ${CHROMIUM}. Set CHROMIUM_PATH to one.`);

inBrowser('the report of a training in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 120_000);
  afterAll(() => browser?.close());

  async function open(width: number, look: (page: Page) => Promise<void>, colorScheme: 'light' | 'dark' = 'light') {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setContent(writeTrainingReport(sampleRun(), sampleSections()));
    await look(page);
    expect(requests.filter((url) => !url.startsWith('about:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }

  test.each([
    ['a desktop', 1280, 'svg.wide', 'light'],
    ['a phone', 390, 'svg.narrow', 'light'],
    ['the dark', 1280, 'svg.wide', 'dark'],
  ] as const)('every chart has content on %s, and nothing is wider than the page', (_, width, drawing, scheme) =>
    open(
      width,
      async (page) => {
        const charts = page.locator(`.chart ${drawing}`);
        expect(await charts.count()).toBe(CHARTS);
        for (const chart of await charts.all()) {
          expect(await chart.isVisible()).toBe(true);
          const marks = await chart.locator('path').evaluateAll(
            (paths) =>
              paths.filter((path) => {
                const { stroke, fill } = getComputedStyle(path);
                const box = path.getBoundingClientRect();
                const isColoured = [stroke, fill].some((colour) => /^rgb\((?!0, 0, 0|255, 255, 255)/.test(colour));
                return isColoured && box.width + box.height > 3;
              }).length,
          );
          expect(marks).toBeGreaterThan(2);
          expect(await chart.locator('text').count()).toBeGreaterThan(3);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      },
      scheme,
    ),
  );

  test('every chart has a name and a table of its numbers for those who do not see it', () =>
    open(1280, async (page) => {
      const pictures = page.getByRole('img');
      expect(await pictures.count()).toBe(CHARTS);
      for (const picture of await pictures.all()) {
        expect((await picture.getAttribute('aria-label'))?.length).toBeGreaterThan(20);
      }
      expect(await page.locator('figure table').count()).toBe(CHARTS);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Training of ranker');
    }));

  test('a pointer over a curve shows the figures of the nearest epoch', () =>
    open(1280, async (page) => {
      const chart = page.locator('.chart').first();
      const box = await chart.boundingBox();
      await chart.hover({ position: { x: (box?.width ?? 0) - 30, y: 60 } });
      const tip = page.locator('.tip');
      const row = await page.locator('figure').first().locator('tbody tr').last().locator('td').allTextContents();
      expect(await tip.locator('div').allTextContents()).toEqual([
        `epoch ${row[0]}`,
        `learned from ${row[1]}`,
        `held out ${row[2]}`,
      ]);
      await page.locator('h1').hover();
      expect(await tip.count()).toBe(0);
    }));

  test('light and dark differ in the colours of page and charts', async () => {
    const colours: string[] = [];
    const look = async (page: Page) => {
      const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      const label = await page
        .locator('.chart text')
        .first()
        .evaluate((text) => getComputedStyle(text).fill);
      colours.push(`${paper}`, label);
    };
    await open(1280, look, 'light');
    await open(1280, look, 'dark');
    expect(new Set(colours).size).toBe(4);
  });
});
