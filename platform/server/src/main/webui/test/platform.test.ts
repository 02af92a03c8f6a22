import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RunResult, RunView } from '../src/api/types';
import { Browser, check, COLOURS, describeInBrowser } from './browser';

// The pages of a platform that runs at HEADROOM_URL. TracedPagesTest (Java) sends spans to one and looks at the run that they belong to,
// HEADROOM_TRACED_RUN; without that, the newest run is looked at.

const url = process.env['HEADROOM_URL'] ?? '';
const traced = process.env['HEADROOM_TRACED_RUN'];

describeInBrowser(`the pages of ${url}`, (executable) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await Browser.open(executable);
  });
  afterAll(() => browser?.close());
  afterEach(() => browser.closePages());

  if (traced === undefined) {
    test.each(COLOURS)('the list and its newest finished run (%s)', async (colours) => {
      const runs = (await (await fetch(`${url}/api/runs`)).json()) as RunView[];
      const page = await browser.page(colours);
      await page.goto(url);
      await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
      if (runs.length > 0) {
        await page.getByRole('link', { name: runs[0]!.request.service }).first().waitFor();
      }
      await check(page, `platform-list-${colours}`);

      const over = runs.find(({ state }) => state === 'FINISHED');
      if (over !== undefined) {
        await page.goto(`${url}/runs/${over.id}`);
        await page.getByRole('heading', { level: 2, name: over.reason! }).waitFor();
        const result = (await (await fetch(`${url}/api/runs/${over.id}/result`)).json()) as RunResult;
        if (result.singleInstance) {
          await page.getByRole('slider', { name: 'Load step' }).first().waitFor();
        }
        await check(page, `platform-run-${colours}`);
      }
    });
    return;
  }

  test('spans that were sent are traces, a waterfall and dependencies, without an error in the console', async () => {
    const page = await browser.page('light');
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') {
        errors.push(message.text());
      }
    });
    page.on('pageerror', (error) => errors.push(error.message));

    await page.goto(`${new URL(`/runs/${traced}/traces?why=failed`, url)}`);
    await page.getByText(/^All 6 sampled requests have a complete trace\./).waitFor();
    const list = page.getByRole('grid', { name: 'Traces of step 5' });
    await page.getByRole('heading', { name: /Step 5 Explore · 1 instance · asked 160\/s undecided/ }).waitFor();
    await check(page, 'platform-traces');
    await list.getByRole('link').first().click();

    const spans = page.getByRole('tree', { name: 'Spans' });
    await spans.getByRole('treeitem').nth(8).waitFor();
    expect(await page.locator('.hr-after').count()).toBeGreaterThan(5);
    await spans.getByRole('treeitem').nth(1).click();
    await page.getByRole('region', { name: 'Chosen span' }).getByText('select a where id = 0').waitFor();
    await check(page, 'platform-trace');

    await page.getByRole('navigation', { name: 'Pages of this run' }).getByRole('link', { name: 'Dependencies' }).click();
    await page.getByText('From 10/s to 160/s a request').waitFor();
    const dependencies = page.getByRole('grid', { name: 'Dependencies', exact: true });
    expect(await dependencies.getByRole('row').filter({ hasText: 'select a where id = ?' }).innerText()).toMatch(/asked by shop\s+6\s+12\s+12\s+12\s+72\s+none/);
    await check(page, 'platform-dependencies');
    expect(errors).toEqual([]);
  });
});
