import * as vscode from 'vscode';
import { PROTOCOL_VERSION, type HostMessage } from '../../webview-ui/protocol';
import { readPageMessage } from '../../webview-ui/protocol/page-message-schema';
import { webviewHtml } from '../webview/html';
import { webviewRoots } from '../webview/resources';
import type { Wizard } from './wizard';
import { titleOf } from './wizard-mode';

/** What a panel tells whoever opened it. */
export interface PanelListener {
  /** Something went wrong that the page itself cannot show. */
  failed(caught: unknown): void;
  warn(message: string): void;
  closed(): void;
}

/** How a page may look and what it may load. */
export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableCommandUris: false, localResourceRoots: webviewRoots(extensionUri) };
}

/** Shows one wizard in a tab: nothing but messages goes between the two. */
export class WizardPanel {
  private readonly listeners: vscode.Disposable;
  private isReloaded = false;
  private isClosed = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly extensionUri: vscode.Uri,
    readonly wizard: Wizard,
    private readonly listener: PanelListener,
  ) {
    panel.webview.options = panelOptions(extensionUri);
    this.listeners = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((received: unknown) => {
        this.receive(received);
      }),
      panel.onDidChangeViewState(() => {
        // Templates and folders may have changed while somebody was elsewhere.
        if (panel.active) this.refresh();
      }),
      panel.onDidDispose(() => {
        this.isClosed = true;
        this.listeners.dispose();
        listener.closed();
      }),
    );
    this.load();
  }

  /** Whether it is what somebody sees in a column of the window; the editor may not have said yet which is its own. */
  isInSightIn(column: vscode.ViewColumn): boolean {
    const { visible, viewColumn = column } = this.panel;
    return visible && viewColumn === column;
  }

  /** Tells the page something; what is told while it is hidden it asks for when it is shown again. */
  post(message: HostMessage): void {
    if (!this.isClosed) void this.panel.webview.postMessage(message);
  }

  /** Brings its tab to the front. */
  reveal(): void {
    this.panel.reveal();
  }

  /** Looks at everything again. */
  refresh(): void {
    this.wizard.refresh().catch((caught: unknown) => {
      this.listener.failed(caught);
    });
  }

  private load(): void {
    const { mode } = this.wizard.draftKey;
    const title = titleOf(mode);
    const { panel, extensionUri } = this;
    panel.title = title;
    panel.webview.html = webviewHtml({
      webview: panel.webview,
      extensionUri,
      page: 'wizard',
      mode,
      title,
      language: vscode.env.language,
    });
  }

  private receive(received: unknown): void {
    const reading = readPageMessage(received);
    if ('problem' in reading) {
      this.listener.warn(`a message of the wizard's page was not understood: ${reading.problem}`);
      return;
    }
    const { message } = reading;
    if (message.type === 'ready' && message.version !== PROTOCOL_VERSION && !this.isReloaded) {
      // The page is from before an update: the present one takes its place.
      this.isReloaded = true;
      this.load();
      return;
    }
    this.wizard.receive(message).catch((caught: unknown) => {
      this.listener.failed(caught);
    });
  }
}
