import * as path from 'node:path';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { windowCloses, windowOpens } from './windows';

export interface BarePageOptions {
  /** The HTML of its shell, whose scripts and styles lie at an address below this one. */
  readonly html: (origin: string) => string;
  /** Takes what the page tells its host. */
  readonly receive: (message: unknown) => void;
  readonly context?: BrowserContextOptions;
}

const ORIGIN = 'https://page.test';
const FILES = path.resolve('dist', 'webview');

/** As much of a light theme as tells things apart. */
const THEME = `
  --vscode-foreground: #3b3b3b;
  --vscode-descriptionForeground: #3b3b3b;
  --vscode-editor-background: #ffffff;
  --vscode-sideBar-background: #f8f8f8;
  --vscode-panel-border: #e5e5e5;
  --vscode-input-border: #cecece;
  --vscode-checkbox-border: #8b8b8b;
  --vscode-checkbox-foreground: #3b3b3b;
  --vscode-checkbox-background: #f8f8f8;
  --vscode-focusBorder: #005fb8;
  --vscode-textLink-foreground: #005fb8;
  --vscode-errorForeground: #c72e0f;
  --vscode-list-inactiveSelectionBackground: #e4e6f1;
`;

/** What the editor gives every page: a way to its host, a theme, and a little room at its sides. */
const EDITOR = `
  const styles = new CSSStyleSheet();
  styles.replaceSync(\`:root { ${THEME} } body { margin: 0; padding: 0 20px; font: 13px sans-serif; }\`);
  document.adoptedStyleSheets.push(styles);
  globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => exlabTell(message), setState: () => undefined });
`;

/** A page of the extension in a browser by itself, under its own policy; its host is what the test gives it. */
export class BarePage {
  /** What went wrong in it: errors, and what its policy refused. */
  private readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, { html, receive, context }: BarePageOptions): Promise<BarePage> {
    const page = await browser.newPage(context);
    await windowOpens(page);
    page.setDefaultTimeout(30_000);
    const bare = new BarePage(page);
    await page.route('**/*', (route) => answer(route, html));
    await page.exposeBinding('exlabTell', (_, message: unknown) => {
      receive(message);
    });
    await page.addInitScript({ content: EDITOR });
    await page.goto(ORIGIN);
    return bare;
  }

  /** Tells the page something, as its host does; one that is gone hears nothing. */
  post(message: unknown): void {
    this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined);
  }

  /** Closes it. Throws where anything went wrong in it. */
  async close(): Promise<void> {
    await windowCloses(this.page);
    await this.page.context().close();
    if (this.complaints.length > 0) throw new Error(`The page complained: ${this.complaints.join('\n')}`);
  }
}

/** The shell, and the files that the package has for pages. */
async function answer(route: Route, html: (origin: string) => string): Promise<void> {
  const { origin, pathname } = new URL(route.request().url());
  if (origin !== ORIGIN) await route.abort();
  else if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html(ORIGIN) });
  else if (pathname.startsWith('/dist/webview/'))
    await route.fulfill({ path: path.join(FILES, path.basename(pathname)) });
  else await route.fulfill({ status: 404 });
}
