import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, ConsoleMessage, Locator, Page, Response } from 'playwright-core';
import { TEST_PASSWORD } from '@minsheng/testing';

/** What stands on a keyboard or in a file name is written as it stands there; Open311 is a name. */
const FOREIGN_WORDS = new Set(['Ctrl', 'Enter', '.xlsx', 'Open']);

/** One person at one window. What the browser complains about behind the page is kept and counts as a failure. */
export class Visitor {
  readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly url: string,
  ) {
    page.on('console', (message) => this.onConsole(message));
    page.on('pageerror', (error) => this.complain(`page error: ${error.message}`));
    page.on('response', (response) => this.onResponse(response));
  }

  at(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
  }

  /** The address without the origin: path and query, as the address bar shows them. */
  address(): string {
    return decodeURIComponent(this.page.url().slice(this.url.length));
  }

  /** As a person does it: name, password, Enter; done when the page has moved on. */
  async signIn(username: string, password = TEST_PASSWORD): Promise<void> {
    await this.go('/login');
    await this.at('login-username').fill(username);
    await this.at('login-password').fill(password);
    await this.page.keyboard.press('Enter');
    await this.at('account-name').waitFor();
  }

  async text(testId: string): Promise<string> {
    return (await this.at(testId).first().innerText()).trim();
  }

  /** Waits until the element shows the words; says what it shows instead when it never does. */
  async sees(testId: string, words: string | RegExp): Promise<void> {
    const element = this.at(testId).first();
    try {
      await element.filter({ hasText: words }).waitFor();
    } catch {
      const shown = await element.innerText({ timeout: 500 }).catch(() => 'nothing: it is not on the page');
      throw new Error(`“${testId}” never showed ${String(words)}. It shows:\n${shown}`);
    }
  }

  /** A refusal that belongs to the story, for example the 401 of a wrong password. */
  expects(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** Words in Latin letters on the screen: a code that nobody put into Chinese, an English default that leaked. */
  async foreignWords(): Promise<string[]> {
    const shown = await this.page.locator('body').innerText();
    return (shown.match(/[A-Za-z_.]*[a-z]{3,}[A-Za-z_.]*/g) ?? []).filter((word) => !FOREIGN_WORDS.has(word));
  }

  /** How far the page is wider than its window. */
  async overflow(): Promise<number> {
    return Number(await this.page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  }

  /** WCAG A and AA rules of which a break shuts somebody out. */
  async barriers(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`));
  }

  private onConsole(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // The same refusal is seen as a response below, with its status and address.
    if (message.text().startsWith('Failed to load resource: the server responded')) return;
    this.complain(`console: ${message.text()}`);
  }

  private onResponse(response: Response): void {
    if (response.status() < 400) return;
    this.complain(`${response.status()} ${response.request().method()} ${response.url().slice(this.url.length)}`);
  }

  private complain(complaint: string): void {
    if (!this.expected.some((pattern) => pattern.test(complaint))) this.complaints.push(complaint);
  }
}
