import type * as vscode from 'vscode';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { systemClock } from '../../../core/system';
import type { Wizard } from '../../../extension/wizard/wizard';
import { webviewHtml } from '../../../extension/webview';
import type { HostMessage } from '../../../webview-ui/protocol';
import { readPageMessage } from '../../../webview-ui/protocol/page-message-schema';
import type { LaboratoryOptions } from '../../support/laboratory';
import { WizardLab, type WizardOptions } from '../../support/wizard-lab';
import { BarePage, type BarePageOptions } from '../host/bare-page';
import { launchBrowser, type Browser } from '../host/browser.mjs';
import { WizardSight } from '../host/wizard-page';

/** A wizard's page in a browser, with the wizard of the extension as its host. */
export class WizardInBrowser extends WizardSight {
  constructor(
    readonly bare: BarePage,
    readonly wizard: Wizard,
    /** What the host has told the page so far. */
    readonly told: readonly HostMessage[],
  ) {
    super(bare.page);
  }

  async screenshot(name: string): Promise<void> {
    await this.bare.page.screenshot({ path: `artifacts/editor/page ${name}.png`, animations: 'disabled' });
  }
}

export interface InBrowserOptions extends WizardOptions {
  readonly context?: NonNullable<BarePageOptions['context']>;
}

/** A clock that goes on, as pages have theirs. */
export const LIVE = { engine: { clock: systemClock } };

/** A lab whose time goes on. */
export function liveLab(options: LaboratoryOptions = {}): Promise<WizardLab> {
  return WizardLab.make({ ...options, ...LIVE });
}

/** One browser for the tests of a file, and wizards in it that end with their test. */
export function wizardsInBrowser(): (lab: WizardLab, options?: InBrowserOptions) => Promise<WizardInBrowser> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  return async (lab, { context, ...options } = {}) => {
    const told: HostMessage[] = [];
    const sight: { page?: BarePage } = {};
    const post = (message: HostMessage): void => {
      told.push(message);
      sight.page?.post(message);
    };
    const ports = { clock: systemClock, ...options.ports };
    const wizard = lab.host(post, { ...options, ports });
    const bare = await BarePage.open(browser, {
      html: (origin) => shell(origin, options.mode ?? 'experimental'),
      receive: (message) => {
        const reading = readPageMessage(message);
        if ('problem' in reading) lab.warnings.push(reading.problem);
        else void wizard.receive(reading.message);
      },
      context: { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...context },
    });
    onTestFinished(() => bare.close());
    sight.page = bare;
    for (const message of told) bare.post(message);
    const page = new WizardInBrowser(bare, wizard, told);
    await page.shows('form');
    return page;
  };
}

function shell(origin: string, mode: 'project' | 'experimental' | 'test'): string {
  return webviewHtml({
    webview: { cspSource: origin, asWebviewUri: (uri) => uri },
    extensionUri: address(origin, ''),
    page: 'wizard',
    mode,
    title: 'Wizard',
  });
}

/** As much of an address of the editor as a page's shell needs. */
function address(origin: string, path: string): vscode.Uri {
  const uri: Pick<vscode.Uri, 'path' | 'with' | 'toString'> = {
    path,
    with: (change) => address(origin, change.path ?? path),
    toString: () => `${origin}${path}`,
  };
  return uri as unknown as vscode.Uri;
}
