import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Quiet: no host but the page's is spoken to. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is: `CHROMIUM_PATH`, else the system's. */
function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...SYSTEM].find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** These tests if there is a browser. What cannot run is not there, rather than skipped: one test says why, and fails where nothing may be skipped. */
export function describeInBrowser(name: string, suite: (executable: string) => void): void {
  const executable = chromiumPath();
  if (executable !== undefined) {
    describe(name, () => suite(executable));
    return;
  }
  // Reports of what was skipped have its name, not its reason.
  test('Chromium is missing: install it (apt-get install chromium) or name it in CHROMIUM_PATH', (context) => {
    expect(process.env['CI'], 'CI must not skip the browser tests').not.toBe('true');
    context.skip();
  });
}

export type Colours = 'light' | 'dark';

export const COLOURS: Colours[] = ['light', 'dark'];

/** A browser with a profile of its own, which goes when it is closed. */
export class Browser {
  private constructor(
    private readonly context: BrowserContext,
    private readonly profile: string,
  ) {}

  static async open(executablePath: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'headroom-browser-'));
    const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS, viewport: { width: 1360, height: 900 } });
    return new Browser(context, profile);
  }

  async page(colours: Colours, width = 1360): Promise<Page> {
    const page = await this.context.newPage();
    await page.emulateMedia({ colorScheme: colours });
    await page.setViewportSize({ width, height: 900 });
    return page;
  }

  async closePages(): Promise<void> {
    await Promise.all(this.context.pages().map((page) => page.close()));
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds serious or critical on the page as it stands, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>('axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary})`).join(' | ')}`);
}

/** Keeps a picture where `WEBUI_SCREENSHOTS` names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['WEBUI_SCREENSHOTS'];
  if (folder !== undefined && folder !== '') {
    mkdirSync(folder, { recursive: true });
    // The page scrolls within its frame: the window is made as high as what it holds.
    const { width, height } = page.viewportSize()!;
    const hidden = await page.evaluate<number>('(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.getElementById("main"))');
    await page.setViewportSize({ width, height: height + Math.max(0, hidden) });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.setViewportSize({ width, height });
  }
}

/** One heading of the first level, nothing serious by axe, and a picture where wanted. */
export async function check(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await page.locator('h1').count()).toBe(1);
  expect(await seriousFindings(page)).toEqual([]);
}

/** In light and in dark colours, each when it has come: without motion no colour is on its way. */
export async function checkBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of COLOURS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(colorScheme === 'dark' ? 'html.pf-v6-theme-dark' : 'html:not(.pf-v6-theme-dark)').waitFor({ state: 'attached' });
    await check(page, `${name}-${colorScheme}`);
  }
}
