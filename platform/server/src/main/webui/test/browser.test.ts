import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { KnownFinding } from '../src/api/findings';
import { Browser, check, checkBoth, COLOURS, describeInBrowser, picture, seriousFindings } from './browser';
import { composedRun, leftOpen } from './composedRun';
import { composedFinding, composedTraces } from './composedTraces';
import { PretendPlatform } from './pretendPlatform';
import { recordedRun } from './recordedRun';

// The built pages in a real browser, served here over composed runs; platform.test.ts looks at those of a running platform.

describeInBrowser('the pages over composed runs', (executable) => {
  const platform = new PretendPlatform();
  const finished = composedRun('20261124-0200-a1', '2026-11-24T02:00:00Z');
  const open = leftOpen(composedRun('20261123-0200-9c', '2026-11-23T02:00:00Z', 11));
  const running = composedRun('20261124-0930-b2', '2026-11-24T09:30:00Z', 3);
  /** In the middle of a step of the exploration, its bracket half closed. */
  const midway = running.events.findIndex((event) => event.kind === 'step' && event.step === 8) + 6;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    url = await platform.start();
    browser = await Browser.open(executable);
  });
  afterAll(async () => {
    await browser?.close();
    await platform.close();
  });
  beforeEach(() => platform.forget());
  afterEach(() => browser.closePages());

  test('no run yet: says how to get the first', async () => {
    const page = await browser.page('light');
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    await page.getByRole('button', { name: 'Run the sample' }).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('./headroom demo');
    await checkBoth(page, 'empty');
  });

  test.each(COLOURS)('the list shows every run, its capacity, and in red what stands open (%s)', async (colours) => {
    [finished, open].forEach((run) => platform.tell(run));
    platform.tell(running, midway);
    const page = await browser.page(colours);
    await page.goto(url);
    const rows = page.getByRole('grid', { name: 'Runs, newest first' }).getByRole('row');
    await rows.filter({ hasText: 'a1' }).getByText('197').waitFor();
    expect(await rows.count()).toBe(4);
    expect(await rows.nth(1).innerText()).toContain('Running');
    expect(await rows.filter({ hasText: 'a1' }).innerText()).toMatch(/Pass[\s\S]*directional/);
    await page.getByText('WAF is not restored (RESTORE_FAILED).').waitFor();
    expect(await page.getByText('Relaxed now: profile-service').count()).toBe(1);
    await check(page, `list-${colours}`);
  });

  test('a run under way: ladder, figures, stages', async () => {
    platform.tell(running, midway);
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${running.view.id}`);
    const ladder = page.getByRole('slider', { name: 'Load step' });
    await ladder.waitFor();
    expect(await ladder.getAttribute('aria-valuenow')).toBe('8');
    expect(await page.locator('.hr-band').count()).toBe(2);
    expect(await page.getByLabel('Explore: under way').count()).toBe(1);
    expect(await page.getByLabel('Live figures').innerText()).toMatch(/Asked\s+174/);
    await page.locator('.hr-plot canvas').nth(1).waitFor();
    await checkBoth(page, 'running');

    await ladder.focus();
    await page.keyboard.press('Home');
    expect(await ladder.getAttribute('aria-valuetext')).toContain('Step 1: asked 10/s');
  });

  test('a deep link to a finished run: verdict first, then figures and proof', async () => {
    platform.tell(finished);
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${finished.view.id}`);
    await page.getByRole('heading', { level: 2, name: finished.view.reason! }).waitFor();
    await page.getByRole('slider', { name: 'Load step' }).nth(1).waitFor();
    expect(await page.locator('.hr-capacity-maximum').innerText()).toMatch(/197[\s\S]*directional[\s\S]*195–199 requests\/s, 95 % confidence/);
    expect(await page.getByText('Restored', { exact: true }).count()).toBe(2);
    const download = page.getByRole('link', { name: 'Result as JSON' });
    expect(await download.getAttribute('href')).toBe(`/api/runs/${finished.view.id}/result`);
    await checkBoth(page, 'finished');

    for (const table of await page.getByRole('button', { name: 'Table' }).all()) {
      await table.click();
    }
    expect(await page.getByRole('grid', { name: 'Load steps' }).first().getByRole('row').count()).toBe(15);
    await checkBoth(page, 'tables');
  });

  test('traces by load step, worst first, and one as a waterfall', async () => {
    platform.tell(finished);
    platform.trace(finished.view.id, composedTraces(finished));
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${finished.view.id}/traces`);
    await page.getByText('Of 2,640 sampled requests 2,637 have a complete trace.').waitFor();
    const steps = page.getByRole('navigation', { name: 'Load steps' });
    await steps.getByRole('link', { name: /^6 320\/s fail/ }).click();
    await page.getByRole('heading', { name: /Step 6 Explore · 1 instance · asked 320\/s fail/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?step=6');
    await checkBoth(page, 'traces');

    await page.getByRole('button', { name: 'Failed' }).click();
    expect(await steps.getByRole('link').count()).toBeLessThan(22);
    const rows = page.getByRole('grid', { name: 'Traces of step 6' }).getByRole('row');
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(1).innerText()).toMatch(/Failed\s+500/);
    await rows.nth(1).getByRole('link').click();

    const spans = page.getByRole('tree', { name: 'Spans' });
    await spans.getByRole('treeitem').nth(10).waitFor();
    expect(await page.locator('.hr-bar-critical').count()).toBeGreaterThan(12);
    await checkBoth(page, 'trace');
    await spans.getByRole('treeitem', { selected: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('region', { name: 'Chosen span' }).getByText('select id, name, updated from profile where id = ?').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    expect(await spans.getByRole('treeitem').count()).toBe(1);
    await page.getByRole('button', { name: 'Table' }).click();
    expect(await page.getByRole('grid', { name: 'Spans' }).getByRole('row').count()).toBe(12);
    await check(page, 'trace-table');
  });

  test('dependencies as the load grows, and one instance beside three', async () => {
    platform.tell(finished);
    platform.trace(finished.view.id, composedTraces(finished));
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${finished.view.id}`);
    await page.getByText('At 182/s a request takes').waitFor();
    await page.getByRole('link', { name: 'Dependencies as the load grows' }).click();
    await page.getByText('From 10/s to 320/s a request grows from').waitFor();
    expect(await page.getByRole('grid', { name: 'Dependencies', exact: true }).getByRole('row').count()).toBe(5);
    const compared = page.getByRole('grid', { name: 'The same load per instance, compared' });
    expect(await compared.getByRole('row').nth(1).innerText()).toMatch(/postgresql profile[\s\S]*\+\d/);
    await page.getByRole('button', { name: '3 instances' }).click();
    await page.getByText('From 300/s to 640/s a request grows from').waitFor();
    await checkBoth(page, 'dependencies');
    for (const table of await page.getByRole('button', { name: 'Table' }).all()) {
      await table.click();
    }
    expect(await page.getByRole('grid', { name: 'Dependencies by load' }).getByRole('row').count()).toBe(1 + 4 * 8);
    await check(page, 'dependencies-tables');
  });

  test('findings: in the report with their traces, and on a page of their own what became of them', async () => {
    const traces = composedTraces(finished);
    const finding = composedFinding(traces);
    platform.tell({ ...finished, result: { ...finished.result, findings: [finding], coverage: { steps: 22, traced: 22, requests: 2_640, complete: 2_637, unobserved: [], sentence: 'All 22 load steps have traces.' } } });
    platform.trace(finished.view.id, traces);
    const known: KnownFinding = { ...finding, id: 'f1', service: 'profile-service', state: 'open', firstRun: '20261122-0200-77', lastRun: finished.view.id, lastSeen: '2026-11-24T02:03:00Z' };
    platform.findings.push(known, { ...known, id: 'f2', kind: 'pool-wait', severity: 'medium', statement: 'Requests wait for a connection: 2 are open, 40 wait.', state: 'fixed', fixedBy: finished.view.id });
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${finished.view.id}`);
    await page.getByRole('link', { name: `trace ${finding.traces[0]!.slice(-12)}` }).click();
    await page.getByRole('tree', { name: 'Spans' }).waitFor();

    await page.getByRole('navigation', { name: 'Headroom' }).getByRole('link', { name: 'Findings' }).click();
    await page.getByRole('heading', { level: 2, name: 'Open 1' }).waitFor();
    await checkBoth(page, 'findings');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Who' }).fill('Ada');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('heading', { level: 2, name: 'Acknowledged 1' }).waitFor();
    await page.getByText('acknowledged by Ada').waitFor();
  });

  test('a run without traces says why, and how to have some', async () => {
    platform.tell(finished);
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${finished.view.id}/traces`);
    await page.getByText('The environment sends no traces').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toContain(`OTEL_EXPORTER_OTLP_ENDPOINT=${url}`);
    await check(page, 'no-traces');
  });

  test('a recorded run of a real platform: ladders, verdict and whose fault it is', async () => {
    platform.tell(recordedRun);
    const page = await browser.page('dark');
    await page.goto(`${url}/runs/${recordedRun.view.id}`);
    await page.getByRole('heading', { level: 2, name: recordedRun.view.reason! }).waitFor();
    await page.getByText('Cause: target.').waitFor();
    await page.locator('.hr-marker-invalid').nth(3).waitFor();
    expect(await page.getByRole('slider', { name: 'Load step' }).count()).toBe(2);
    await check(page, 'recorded');
  });

  test('the first step of a run shows before it is measured', async () => {
    platform.tell(running, running.events.findIndex(({ kind }) => kind === 'progress') + 2);
    const page = await browser.page('dark');
    await page.goto(`${url}/runs/${running.view.id}`);
    await page.getByText('The first step is under way.').waitFor();
    await check(page, 'first-step');
  });

  test('a run that ends while one watches becomes its report, over a connection that broke', async () => {
    platform.tell(running, midway);
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${running.view.id}`);
    await page.getByLabel('Live figures').waitFor();
    platform.dropReaders();
    platform.tell(running);
    await page.getByRole('heading', { level: 2, name: running.view.reason! }).waitFor();
    expect(platform.resumedAfter.at(-1)).toBe(midway);
    expect(await page.locator('.hr-row-label').count()).toBe(22);
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
  });

  test('stopping asks first', async () => {
    platform.tell(running, midway);
    const page = await browser.page('light');
    await page.goto(`${url}/runs/${running.view.id}`);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('dialog').waitFor();
    expect(platform.stopped).toEqual([]);
    await picture(page, 'stop');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop the run' }).click();
    await page.getByRole('button', { name: 'Stopping' }).waitFor();
    expect(platform.stopped).toEqual([running.view.id]);
  });

  test('on a narrow screen nothing is cut off', async () => {
    platform.tell(finished);
    const page = await browser.page('light', 400);
    await page.goto(`${url}/runs/${finished.view.id}`);
    await page.getByRole('slider', { name: 'Load step' }).nth(1).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    await check(page, 'finished-narrow');
    platform.trace(finished.view.id, composedTraces(finished));
    for (const [path, shows] of [
      ['traces', page.getByRole('link', { name: /^6 320/ })],
      ['dependencies', page.getByText('Whole request')],
      [`traces/6/${composedTraces(finished).traces.get(6)![0]!.trace}`, page.locator('.hr-bar-span').nth(10)],
    ] as const) {
      await page.goto(`${url}/runs/${finished.view.id}/${path}`);
      await shows.waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(400);
      await picture(page, `narrow-${path.split('/')[0]}${path.length > 20 ? '-one' : ''}`);
    }
    await page.goto(url);
    await page.getByText('directional').first().waitFor();
    await check(page, 'list-narrow');
  });

  test('a run that does not exist is said to be so, in the platform’s words', async () => {
    const page = await browser.page('light');
    await page.goto(`${url}/runs/none`);
    await page.getByText('There is no run none').waitFor();
    await check(page, 'unknown-run');
  });

  test('the reader’s colours outlive a reload', async () => {
    const page = await browser.page('light');
    await page.goto(url);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor();
    expect(await page.locator('html.pf-v6-theme-dark').count()).toBe(1);
    await page.getByRole('button', { name: 'Colours of the system' }).click();
  });
});
