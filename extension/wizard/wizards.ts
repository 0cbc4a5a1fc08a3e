import * as path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { l10n, systemClock, systemHost, systemRandom } from '../../core/system';
import type { WizardMode } from '../../webview-ui/protocol';
import type { Services } from '../services';
import { chosenStateFolder, usualOperator } from '../settings';
import { answersBegun } from './begun-answers';
import { DraftStore } from './draft-store';
import { beginAnswers, type GivenAnswers } from './given-answers';
import { readKnownBefore, readLink } from './known-before';
import { TemplateWatcher } from './template-watcher';
import { Wizard } from './wizard';
import { actFor, confirmDiscard, hasFileManager } from './wizard-actions';
import { readKey, titleOf, WIZARD_VIEW, type WizardKey } from './wizard-mode';
import { panelOptions, WizardPanel } from './wizard-panel';
import type { WizardPorts } from './wizard-ports';

/** What a page keeps where the editor finds it after a reload. */
const pageState = z.object({ draft: z.string(), begun: z.string().catch('') });

/** Where a wizard is shown; nowhere while its tab is closed. */
interface PanelPlace {
  panel: WizardPanel | undefined;
}

/** All wizards of this window: any number of them at once, each in a tab of its own. */
export class Wizards {
  private readonly panels = new Set<WizardPanel>();
  private readonly ending = new Set<Promise<void>>();
  private readonly drafts: DraftStore;
  private readonly listeners: vscode.Disposable;
  private readonly templates: TemplateWatcher;

  constructor(
    private readonly services: Services,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.drafts = new DraftStore(path.join(chosenStateFolder(), 'drafts'), {
      clock: systemClock,
      host: systemHost(),
      warn: (message) => {
        services.log.warn(message);
      },
    });
    const refresh = (): void => {
      for (const panel of this.panels) panel.refresh();
    };
    this.templates = new TemplateWatcher(systemClock, refresh);
    const { engines } = services;
    this.listeners = vscode.Disposable.from(
      this.templates,
      engines.onDidChange(() => {
        void this.watchTemplates();
        refresh();
      }),
      engines.onDidCreate(refresh),
    );
  }

  /** Opens a wizard in which is filled in what `given` holds of `KnownBefore`. */
  open(mode: WizardMode, given: unknown): void {
    const key = { mode, draft: systemRandom.uuid() };
    this.show(this.newTab(mode), key, beginAnswers(mode, readKnownBefore(given)));
  }

  /** Opens what a link asks for; false where that is no wizard. */
  openLink(uri: vscode.Uri): boolean {
    const link = readLink(uri);
    if (link !== undefined) this.open(link.mode, link.known);
    return link !== undefined;
  }

  /** Goes on with a wizard whose tab the editor has brought back. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { draft, begun } = pageState.safeParse(state).data ?? { draft: '', begun: '' };
    const key = readKey(draft) ?? { mode: 'experimental', draft: systemRandom.uuid() };
    const wizard = this.show(panel, key, answersBegun(begun, key.mode));
    await wizard.restore();
  }

  /** Keeps the drafts of all that are open; resolves when they are written. */
  async close(): Promise<void> {
    this.listeners.dispose();
    for (const { wizard } of this.panels) this.end(wizard);
    this.panels.clear();
    await Promise.all(this.ending);
  }

  private show(tab: vscode.WebviewPanel, key: WizardKey, given: GivenAnswers): Wizard {
    const place: PanelPlace = { panel: undefined };
    const ports = this.portsOf((message) => place.panel?.post(message));
    const wizard = new Wizard(ports, key, given);
    this.attach(tab, wizard, place);
    void this.watchTemplates();
    return wizard;
  }

  private attach(tab: vscode.WebviewPanel, wizard: Wizard, place: PanelPlace): void {
    const { errors, log } = this.services;
    const panel = new WizardPanel(tab, this.extensionUri, wizard, {
      failed: (caught) => {
        errors.show('wizard', caught);
      },
      warn: (message) => {
        log.warn(message);
      },
      closed: () => {
        if (!this.panels.delete(panel)) return;
        if (wizard.isMaking) void errors.guard('wizard', () => this.goOnUnseen(wizard, place));
        else this.end(wizard);
      },
    });
    place.panel = panel;
    this.panels.add(panel);
  }

  /** What is being made goes on without its tab, and can be shown again: a plugin may ask for something. */
  private async goOnUnseen(wizard: Wizard, place: PanelPlace): Promise<void> {
    this.services.contextKeys.set('exlab.sessions.wanted', true);
    const show = l10n.t('Show');
    const message = l10n.t('The creation goes on, though its tab is closed.');
    const over = wizard.made.then(() => undefined);
    const chosen = await Promise.race([vscode.window.showInformationMessage(message, show), over]);
    if (chosen === show) this.attach(this.newTab(wizard.draftKey.mode), wizard, place);
    else
      void over.then(() => {
        this.end(wizard);
      });
  }

  private newTab(mode: WizardMode): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(WIZARD_VIEW, titleOf(mode), vscode.ViewColumn.Active, {
      ...panelOptions(this.extensionUri),
      retainContextWhenHidden: false,
    });
  }

  private end(wizard: Wizard): void {
    const ending = this.services.errors.guard('keep a draft', () => wizard.dispose()).then(() => undefined);
    this.ending.add(ending);
    void ending.finally(() => this.ending.delete(ending));
  }

  private async watchTemplates(): Promise<void> {
    try {
      const config = await this.services.engines.config();
      this.templates.watch(config?.paths.templates_dir);
    } catch {
      // Every wizard says what is wrong with the configuration.
      this.templates.watch(undefined);
    }
  }

  private portsOf(post: WizardPorts['post']): WizardPorts {
    const { engines, errors, log } = this.services;
    return {
      post,
      engine: () => engines.engine(),
      config: () => engines.config(),
      created: (folder) => {
        engines.created(folder);
      },
      unfinishedChanged: () => {
        engines.unfinishedChanged();
      },
      act: (action, subject) => {
        void errors.guard(action, () => actFor(action, subject));
      },
      warn: (message) => {
        log.warn(message);
      },
      confirmDiscard,
      usualOperator,
      drafts: this.drafts,
      clock: systemClock,
      random: systemRandom,
      canReveal: hasFileManager(),
      strings: vscode.l10n.bundle ?? {},
    };
  }
}
