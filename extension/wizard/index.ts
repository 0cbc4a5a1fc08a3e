import * as vscode from 'vscode';
import { l10n, systemClock } from '../../core/system';
import type { WizardMode } from '../../webview-ui/protocol';
import type { Services } from '../services';
import { AbandonedTabs } from './abandoned-tabs';
import { WIZARD_VIEW } from './wizard-mode';
import type { Wizards } from './wizards';

/** The ways into a wizard. What a wizard is made of is read when the first is opened. */
export class WizardDoor {
  private wizards: Promise<Wizards> | undefined;
  private loaded: Wizards | undefined;

  constructor(
    private readonly services: Services,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /** Opens a wizard; `given` is an object like `KnownBefore`, and anything else in it is left out. */
  async open(mode: WizardMode, given: unknown): Promise<void> {
    (await this.all()).open(mode, given);
  }

  /** The sessions of this window whose page can be shown, each with what it waits for in words. */
  sessions(): ReadonlyMap<string, string> {
    return this.loaded?.sessions() ?? new Map();
  }

  /** Shows the page of a session; false where this window has none. */
  showSession(id: string): boolean {
    return this.loaded?.showSession(id) === true;
  }

  /** Lets links open wizards, and the editor bring them back after a reload or a restart of its extensions. */
  register(): vscode.Disposable {
    const { errors } = this.services;
    return vscode.Disposable.from(
      vscode.window.registerUriHandler({
        handleUri: (uri) => errors.guard('link', () => this.follow(uri)).then(() => undefined),
      }),
      vscode.window.registerWebviewPanelSerializer(WIZARD_VIEW, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          await errors.guard('wizard', async () => (await this.all()).restore(panel, state));
        },
      }),
      new AbandonedTabs(systemClock, {
        draws: async (column) => (await this.all()).draws(column),
        replace: (tab) => errors.guard('wizard', async () => (await this.all()).replace(tab)),
      }),
    );
  }

  /** Keeps the drafts of all that are open. */
  async close(): Promise<void> {
    await (await this.wizards)?.close();
  }

  private async follow(uri: vscode.Uri): Promise<void> {
    if ((await this.all()).openLink(uri)) return;
    void vscode.window.showWarningMessage(
      l10n.t('This link opens nothing in ExLab Wizard: check how it is written.'),
    );
  }

  private all(): Promise<Wizards> {
    this.wizards ??= import('./wizards').then(
      ({ Wizards }) => (this.loaded = new Wizards(this.services, this.extensionUri)),
    );
    return this.wizards;
  }
}
