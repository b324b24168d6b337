import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { Topology } from '@minsheng/testing';
import { StaffApi } from './staff-api';
import { Visitor } from './visitor';

/** What a call centre's screens measure, and a citizen's telephone. */
export const SIZES = {
  desk: { width: 1366, height: 768 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof SIZES;

const ARTIFACTS = join(__dirname, '../../.artifacts/browser');

/** The built product with its demo county, and a browser in front of it: one for a file of stories. */
export class Stage {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly topology: Topology,
    private readonly browser: Browser,
    readonly staff: StaffApi,
  ) {}

  static async open(executablePath: string, env: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const topology = await Topology.start({ kind: 'embedded', env });
    try {
      const browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--lang=zh-CN'],
        env: { ...process.env, LANGUAGE: 'zh_CN' },
      });
      return new Stage(topology, browser, new StaffApi(topology.url));
    } catch (error) {
      await topology.stop();
      throw error;
    }
  }

  /** A window of its own, with its own storage: another person, or the same one at another desk. */
  async visitor(size: Size = 'desk'): Promise<Visitor> {
    const context = await this.browser.newContext({
      viewport: SIZES[size],
      locale: 'zh-CN',
      // Not the county's zone: a page that used the desk's own clock would show other hours.
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
      hasTouch: size === 'phone',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(10_000);
    const visitor = new Visitor(await context.newPage(), context, this.topology.url);
    this.visitors.push(visitor);
    return visitor;
  }

  async signedIn(username: string, size: Size = 'desk'): Promise<Visitor> {
    const visitor = await this.visitor(size);
    await visitor.signIn(username);
    return visitor;
  }

  /** After each story: closes the windows and hands back what any of them complained about. */
  async leave(): Promise<string[]> {
    const complaints = this.visitors.flatMap((visitor) => visitor.complaints);
    if (complaints.length > 0) await this.keepPictures();
    await Promise.all(this.visitors.map(({ context }) => context.close()));
    this.visitors.length = 0;
    return complaints;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.topology.stop();
  }

  private async keepPictures(): Promise<void> {
    mkdirSync(ARTIFACTS, { recursive: true });
    for (const [index, { page }] of this.visitors.entries())
      await page.screenshot({ path: join(ARTIFACTS, `last-${index}.png`) }).catch(() => undefined);
  }
}
