import * as path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { l10n, systemClock, systemHost, systemRandom } from '../../core/system';
import type { CreationView, WizardMode, WizardState } from '../../webview-ui/protocol';
import { plainNotice } from '../plain-notice';
import type { Services } from '../services';
import { chosenStateFolder, usualOperator } from '../settings';
import { answersBegun } from './begun-answers';
import { DraftStore } from './draft-store';
import { beginAnswers, type GivenAnswers } from './given-answers';
import { readKnownBefore, readLink } from './known-before';
import { templateFolders, TemplateWatcher } from './template-watcher';
import { watchFolder } from './watch-folder';
import { Wizard } from './wizard';
import { actFor, confirmDiscard, hasFileManager } from './wizard-actions';
import { modeTitled, readKey, titleOf, WIZARD_VIEW, type WizardKey } from './wizard-mode';
import { panelOptions, WizardPanel } from './wizard-panel';
import type { WizardPorts } from './wizard-ports';

/** What a page keeps where the editor finds it after a reload. */
const pageState = z.object({
  draft: z.string(),
  begun: z.string().catch(''),
  isAtWork: z.boolean().catch(false),
});

/** Where in the window a tab is opened. */
type TabPlace = Parameters<typeof vscode.window.createWebviewPanel>[2];

/** Where a wizard is shown; nowhere while its tab is closed. */
interface PanelPlace {
  panel: WizardPanel | undefined;
  /** What was told of it while nobody saw it. */
  told: string;
}

/** All wizards of this window: any number of them at once, each in a tab of its own. */
export class Wizards {
  private readonly panels = new Set<WizardPanel>();
  /** What is being made though its tab is closed. */
  private readonly unseen = new Map<Wizard, PanelPlace>();
  private readonly ending = new Set<Promise<void>>();
  private replacing: Promise<void> = Promise.resolve();
  private isClosed = false;
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
    this.templates = new TemplateWatcher(systemClock, watchFolder, refresh);
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
    const kept = pageState.safeParse(state).data ?? { draft: '', begun: '', isAtWork: false };
    const key = readKey(kept.draft) ?? { mode: 'experimental', draft: systemRandom.uuid() };
    const wizard = this.show(panel, key, answersBegun(kept.begun, key.mode));
    // Only what is made has no draft any more.
    if ((await wizard.restore()) === 'gone' && kept.isAtWork) tellMade();
  }

  /** Whether the page in sight in a column of the window is that of one of these wizards. */
  draws(column: vscode.ViewColumn): boolean {
    return this.isClosed || [...this.panels].some((panel) => panel.isInSightIn(column));
  }

  /** Goes on in another tab with what was typed into one that nobody draws any more. */
  replace(tab: vscode.Tab): Promise<void> {
    const replaced = this.replacing.then(async () => {
      if (this.isClosed || !isOpen(tab)) return;
      const mode = modeTitled(tab.label);
      // Nobody can tell which tab a draft was in, and the last is the one that is looked for.
      const draft = (await this.drafts.abandoned()).find((each) => each.mode === mode);
      const key = { mode, draft: draft?.id ?? systemRandom.uuid() };
      const { viewColumn, isActive } = tab.group;
      const wizard = this.show(
        this.newTab(mode, { viewColumn, preserveFocus: !isActive }),
        key,
        beginAnswers(mode, {}),
      );
      const restoring = draft === undefined ? Promise.resolve() : wizard.restore();
      // It may have been closed meanwhile.
      if (isOpen(tab)) await vscode.window.tabGroups.close(tab, true);
      await restoring;
    });
    // One that cannot be brought back keeps none of the others from it.
    this.replacing = replaced.catch(() => undefined);
    return replaced;
  }

  /** The sessions of this window whose page can be shown, each with what it waits for in words. */
  sessions(): ReadonlyMap<string, string> {
    const wizards = [...[...this.panels].map(({ wizard }) => wizard), ...this.unseen.keys()];
    return new Map(
      wizards.flatMap(({ atWork }) => (atWork === undefined ? [] : [[atWork.id, atWork.waitsFor] as const])),
    );
  }

  /** Shows the page of a session; false where this window has none. */
  showSession(id: string): boolean {
    const panel = [...this.panels].find(({ wizard }) => wizard.atWork?.id === id);
    const unseen = [...this.unseen.keys()].find(({ atWork }) => atWork?.id === id);
    panel?.reveal();
    if (unseen !== undefined) this.showAgain(unseen);
    return panel !== undefined || unseen !== undefined;
  }

  /** Keeps the drafts of all that are open; resolves when they are written, and what is being made has come to its end. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.listeners.dispose();
    for (const { wizard } of this.panels) this.end(wizard, 'open');
    this.panels.clear();
    await Promise.all([...this.unseen.keys()].map((wizard) => wizard.made));
    await Promise.all(this.ending);
  }

  private show(tab: vscode.WebviewPanel, key: WizardKey, given: GivenAnswers): Wizard {
    const place: PanelPlace = { panel: undefined, told: '' };
    const ports = this.portsOf((message) => {
      place.panel?.post(message);
      if (message.type === 'state') void this.tellUnseen(place, message.state);
    });
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
    this.unseen.set(wizard, place);
    this.services.contextKeys.set('exlab.sessions.wanted', true);
    const show = l10n.t('Show');
    const message = l10n.t('The creation goes on, though its tab is closed.');
    const over = wizard.made.then(() => {
      if (this.unseen.delete(wizard)) this.end(wizard);
      return undefined;
    });
    const chosen = await Promise.race([vscode.window.showInformationMessage(message, show), over]);
    if (chosen === show) this.showAgain(wizard);
  }

  /** Tells of a creation whose tab is closed what somebody must know: that it waits, or that nothing was made. */
  private async tellUnseen(place: PanelPlace, { creation, trouble }: WizardState): Promise<void> {
    const [wizard] = [...this.unseen].find(([, each]) => each === place) ?? [];
    const text = unseenText(creation, trouble);
    if (wizard === undefined || text === place.told) return;
    place.told = text;
    if (text === '') return;
    const show = l10n.t('Show');
    const ways = creation?.state === 'waiting' ? [show] : [];
    const chosen = await vscode.window.showWarningMessage(plainNotice(text), ...ways);
    if (chosen === show) this.showAgain(wizard);
  }

  /** Shows a wizard in a tab of its own, unless it has one again or is over. */
  private showAgain(wizard: Wizard): void {
    const place = this.unseen.get(wizard);
    if (place === undefined) return;
    this.unseen.delete(wizard);
    this.attach(this.newTab(wizard.draftKey.mode), wizard, place);
  }

  private newTab(mode: WizardMode, where: TabPlace = vscode.ViewColumn.Active): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(WIZARD_VIEW, titleOf(mode), where, {
      ...panelOptions(this.extensionUri),
      retainContextWhenHidden: false,
    });
  }

  private end(wizard: Wizard, tab: 'closed' | 'open' = 'closed'): void {
    const { errors } = this.services;
    const ending = errors.guard('keep a draft', () => wizard.dispose(tab)).then(() => undefined);
    this.ending.add(ending);
    void ending.finally(() => this.ending.delete(ending));
  }

  private async watchTemplates(): Promise<void> {
    try {
      this.templates.watch(templateFolders(await this.services.engines.config()));
    } catch {
      // Every wizard says what is wrong with the configuration.
      this.templates.watch([]);
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

/** Whether a tab is still one of the window's. */
function isOpen(tab: vscode.Tab): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.includes(tab));
}

/** What somebody must know of a creation that they do not see; empty where there is nothing. */
function unseenText(creation: CreationView | null, trouble: string): string {
  if (creation?.state === 'waiting') {
    const { plugin, reason } = creation.input;
    return l10n.t('A creation whose tab is closed waits for an answer. {0}: {1}', plugin, reason);
  }
  const why = creation?.state === 'failed' ? creation.message : creation === null ? trouble : '';
  return why === '' ? '' : l10n.t('Nothing was made by the wizard whose tab was closed: {0}', why);
}

/** Tells whoever has an empty form before them that there is nothing left to be made. */
function tellMade(): void {
  void vscode.commands.executeCommand('exlab.runs.refresh');
  void vscode.window.showInformationMessage(
    l10n.t('It was made before the window was loaded again, and is in the Runs view.'),
  );
}
