import * as vscode from 'vscode';
import { ExlabError, l10n, systemClock } from '../../core/system';
import { answersSheet, type TemplateEvaluator } from '../../core/templates';
import type { Services } from '../services';
import { chosenNodePath, onDidChangeEngineSettings } from '../settings';
import { templateProcesses } from '../template-processes';
import { watchFolder } from '../wizard/watch-folder';
import { ANSWERS_SCHEME, AnswersFiles, answersUri, setOfAnswers } from './answers-files';
import { compareSets, tellSame } from './compare-sets';
import { PreviewDiagnostics, startOf } from './preview-diagnostics';
import { closeEditors, PREVIEW_SCHEME, previewUri, type PreviewDocuments } from './preview-documents';
import { isPreviewNode, type PreviewNode } from './preview-nodes';
import { PreviewSession, sheetTitle } from './preview-session';
import { setOf, SET_NAMES, type PreviewState, type SetName } from './preview-state';
import { PreviewTree } from './preview-tree';
import { isBelow, unsavedTexts } from './unsaved-texts';

/** A preview that is open. */
interface OpenPreview {
  readonly root: string;
  readonly session: PreviewSession;
  readonly evaluator: TemplateEvaluator;
  readonly watching: vscode.Disposable;
}

/** The one preview that is open at a time, with all that shows it. Loaded with the first. */
export class PreviewDesk implements vscode.Disposable {
  private readonly tree = new PreviewTree();
  private readonly diagnostics = new PreviewDiagnostics();
  private readonly answers = new AnswersFiles();
  private readonly subscriptions: vscode.Disposable;
  private open: OpenPreview | undefined;

  constructor(
    private readonly services: Services,
    private readonly installation: string,
    private readonly documents: PreviewDocuments,
  ) {
    const edited = ({ uri }: Pick<vscode.TextDocument, 'uri'>): void => {
      this.edited(uri);
    };
    this.subscriptions = vscode.Disposable.from(
      this.tree,
      this.diagnostics,
      this.answers,
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        edited(document);
      }),
      vscode.workspace.onDidSaveTextDocument(edited),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.closed(document);
      }),
      onDidChangeEngineSettings(() => {
        if (this.open !== undefined) void this.restart(this.open.root);
      }),
    );
  }

  /** What is known of the template that is previewed; undefined where none is. */
  get state(): PreviewState | undefined {
    return this.open?.session.state;
  }

  /** Previews a template, in the place of any other; shows what comes of the file that is being edited. */
  async show(root: string): Promise<void> {
    const edited = vscode.window.activeTextEditor;
    if (this.open?.root !== root) await this.restart(root);
    const { session } = this.opened();
    await vscode.commands.executeCommand('exlab.templatePreview.focus');
    const state = await vscode.window.withProgress({ location: { viewId: 'exlab.templatePreview' } }, () =>
      session.settled(),
    );
    if (edited !== undefined) await showBeside(state, edited);
  }

  /** Opens what a node of the view stands for: the file as it would be, or the place of a problem. */
  async openNode(given: unknown): Promise<void> {
    const node = this.chosen(given);
    const { root, session } = this.opened();
    if (node?.type === 'file') {
      const uri = previewUri(session.state.name, node.set, node.file.path);
      await vscode.window.showTextDocument(uri, { preview: true, viewColumn: columnBesideSources() });
    } else if (node?.type === 'problem') {
      const { place, answersLine } = node.problem;
      if (place === undefined && answersLine === undefined) return;
      if (answersLine !== undefined) await this.makeSheet(node.set);
      const uri =
        answersLine === undefined ? vscode.Uri.file(place?.file ?? root) : answersUri(root, node.set);
      const start = startOf(node.problem);
      await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, start) });
    } else throw nothingChosen();
  }

  /** Opens the file of the template that a file of the preview comes from. */
  async openSource(given: unknown): Promise<void> {
    const node = this.chosen(given);
    if (node?.type !== 'file' || node.file.source === null) throw nothingChosen();
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(node.file.source));
  }

  /** Opens the sheet of answers of a set: of the node's, else of one that is asked for. */
  async editAnswers(given: unknown): Promise<void> {
    this.opened();
    await this.openSheet(isPreviewNode(given) && given.type === 'set' ? given.set : await askSet());
  }

  /** Shows how what comes of answers A differs from what comes of answers B. */
  async compare(): Promise<void> {
    const { session } = this.opened();
    await this.makeSheet('B');
    if (await compareSets(await session.settled())) return;
    void tellSame(() => this.openSheet('B'));
  }

  /** Ends the preview, and closes what shows it; the sheets of answers stay for the next of the same template. */
  async close(): Promise<void> {
    await this.end();
    this.tree.clear();
    this.diagnostics.clear();
    this.services.contextKeys.set('exlab.preview.open', false);
    await closeEditors(PREVIEW_SCHEME);
  }

  dispose(): void {
    void this.end();
    this.subscriptions.dispose();
  }

  private async restart(root: string): Promise<void> {
    const isOther = this.open !== undefined && this.open.root !== root;
    await this.end();
    if (isOther) await closeEditors(PREVIEW_SCHEME);
    const evaluator = templateProcesses(this.installation, chosenNodePath());
    const session = new PreviewSession({
      root,
      clock: systemClock,
      evaluator,
      unsaved: () => unsavedTexts(root, unsavedDocuments()),
      changed: (state) => {
        this.changed(state);
      },
    });
    const watching = watchFolder(root, () => {
      session.edited();
    });
    this.open = { root, session, evaluator, watching };
    for (const set of SET_NAMES) {
      const sheet = this.sheetOf(set);
      if (sheet !== undefined) session.setSheet(set, sheet);
    }
    this.services.contextKeys.set('exlab.preview.open', true);
    await session.render();
  }

  private async end(): Promise<void> {
    const ended = this.open;
    this.open = undefined;
    ended?.watching.dispose();
    ended?.session.dispose();
    await ended?.evaluator.close();
  }

  private changed(state: PreviewState): void {
    if (this.open?.root !== state.root) return;
    this.tree.show(state);
    this.documents.renew();
    this.diagnostics.show(state);
  }

  /** What the sheet of a set says now, saved or not; undefined where there is none yet. */
  private sheetOf(set: SetName): string | undefined {
    const uri = answersUri(this.opened().root, set);
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    return open?.getText() ?? this.answers.text(uri);
  }

  private async openSheet(set: SetName): Promise<void> {
    await this.makeSheet(set);
    const uri = answersUri(this.opened().root, set);
    await vscode.window.showTextDocument(uri, { preview: false, viewColumn: columnBesideSources() });
  }

  /** Writes a first sheet where there is none: A of the samples, B of what A says. */
  private async makeSheet(set: SetName): Promise<void> {
    const { root, session } = this.opened();
    if (this.sheetOf(set) !== undefined) return;
    const state = await session.settled();
    const { questions } = setOf(state, set) ?? setOf(state, 'A') ?? { questions: [] };
    const title = l10n.t(
      '{0} of the template {1}: what changes here changes the preview.',
      sheetTitle(set),
      state.name,
    );
    const sheet = answersSheet(title, questions);
    this.answers.put(answersUri(root, set), sheet);
    session.setSheet(set, sheet);
  }

  private edited(uri: vscode.Uri): void {
    if (this.open === undefined) return;
    const { root, session } = this.open;
    const set = uri.scheme === ANSWERS_SCHEME ? setOfAnswers(root, uri) : undefined;
    if (set !== undefined) session.setSheet(set, this.sheetOf(set) ?? '');
    else if (uri.scheme === 'file' && isBelow(root, uri.fsPath)) session.edited();
    // What was just opened may have to say that it is not current.
  }

  /** What was not saved is given up. */
  private closed({ uri }: vscode.TextDocument): void {
    if (this.open === undefined) return;
    const set = uri.scheme === ANSWERS_SCHEME ? setOfAnswers(this.open.root, uri) : undefined;
    if (set === undefined) this.edited(uri);
    else this.open.session.setSheet(set, this.answers.text(uri) ?? '');
  }

  private chosen(given: unknown): PreviewNode | undefined {
    return isPreviewNode(given) ? given : this.tree.selected;
  }

  private opened(): OpenPreview {
    if (this.open !== undefined) return this.open;
    throw new ExlabError({
      code: 'validation_failed',
      message: l10n.t('No template is previewed: run Preview Template first.'),
    });
  }
}

function unsavedDocuments() {
  return vscode.workspace.textDocuments
    .filter(({ uri, isDirty }) => isDirty && uri.scheme === 'file')
    .map((document) => ({ file: document.uri.fsPath, text: document.getText() }));
}

/** Shows what comes of a file of the template beside it; what does not become a file is shown nowhere. */
async function showBeside(state: PreviewState, { document }: vscode.TextEditor): Promise<void> {
  const files = setOf(state, 'A')?.preview?.files ?? [];
  const made = files.find(({ source }) => source === document.uri.fsPath);
  if (made === undefined || document.uri.scheme !== 'file') return;
  await vscode.window.showTextDocument(previewUri(state.name, 'A', made.path), {
    preview: true,
    preserveFocus: true,
    viewColumn: vscode.ViewColumn.Beside,
  });
}

/** Beside the file that is edited, where one is; where a preview is shown already, in its place. */
function columnBesideSources(): vscode.ViewColumn {
  const active = vscode.window.activeTextEditor;
  return active?.document.uri.scheme === 'file' ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

async function askSet(): Promise<SetName> {
  const picks = SET_NAMES.map((set) => ({
    set,
    label: sheetTitle(set),
    description: set === 'A' ? l10n.t('what the preview is made of') : l10n.t('to compare with'),
  }));
  const pick = await vscode.window.showQuickPick(picks, { placeHolder: l10n.t('Which answers?') });
  if (pick === undefined) throw new vscode.CancellationError();
  return pick.set;
}

function nothingChosen(): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose a file in the Template Preview view first.'),
  });
}
