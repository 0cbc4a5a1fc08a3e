import type * as vscode from 'vscode';
import type { CommandId } from '../commands/ids';
import type { Services } from '../services';
import { requireTrust } from '../trust';
import type { KnownTemplates } from './choose-template';
import type { PreviewDesk } from './preview-desk';
import { PreviewDocuments } from './preview-documents';

/** The commands about previews, by their ids. */
export type PreviewCommandId = Extract<CommandId, `exlab.previewTemplate${string}`>;
export type PreviewCommands = Readonly<Record<PreviewCommandId, (given?: unknown) => unknown>>;

/** The ways into previews of templates (spec 11.1). What they are made of is loaded with the first. */
export class PreviewDoor implements vscode.Disposable {
  private desk: Promise<PreviewDesk> | undefined;
  private loaded: PreviewDesk | undefined;
  /** The editor may bring back a document of a preview after a reload. */
  private readonly documents = new PreviewDocuments(() => this.loaded?.state);

  /** @param installation the folder of the extension */
  constructor(
    private readonly services: Services,
    private readonly installation: string,
    private readonly templates: KnownTemplates,
  ) {}

  /** What each command does. Templates are rendered in trusted windows only. */
  readonly commands: PreviewCommands = {
    'exlab.previewTemplate': async (given) => {
      requireTrust();
      const { chooseTemplate } = await import('./choose-template');
      const root = await chooseTemplate(this.templates, given);
      await (await this.opened()).show(root);
    },
    'exlab.previewTemplate.open': async (given) => (await this.opened()).openNode(given),
    'exlab.previewTemplate.openSource': async (given) => (await this.opened()).openSource(given),
    'exlab.previewTemplate.answers': async (given) => (await this.opened()).editAnswers(given),
    'exlab.previewTemplate.compare': async () => (await this.opened()).compare(),
    'exlab.previewTemplate.close': async () => (await this.opened()).close(),
  };

  dispose(): void {
    this.loaded?.dispose();
    this.documents.dispose();
  }

  private opened(): Promise<PreviewDesk> {
    requireTrust();
    this.desk ??= import('./preview-desk').then(
      ({ PreviewDesk }) => (this.loaded = new PreviewDesk(this.services, this.installation, this.documents)),
    );
    return this.desk;
  }
}
