import * as path from 'node:path';
import * as vscode from 'vscode';
import { ExlabError, l10n } from '../../core/system';
import { templateAround } from '../../core/templates';
import { isTemplatesNode, templateOf, type GroupNode } from '../views/templates/nodes';
import { descriptionOf, kindNote, titleOf } from '../views/templates/words';

/** What of the Templates view is needed here. */
export interface KnownTemplates {
  read(): Promise<readonly GroupNode[]>;
}

/**
 * The folder of the template that somebody means: that of a node of the Templates view, or of a file that the command was
 * called with (a `Uri`, or its text), else the one that the active editor's file belongs to, else one that is asked for.
 * Throws `template_load_error` where the file belongs to none, and `CancellationError` where the question is dismissed.
 */
export async function chooseTemplate(known: KnownTemplates, given: unknown): Promise<string> {
  if (isTemplatesNode(given)) {
    const root = templateOf(given);
    if (root !== undefined) return root;
  }
  const file = fileOf(given);
  if (file !== undefined) return (await templateAround(file)) ?? noTemplate(file);
  const active = vscode.window.activeTextEditor?.document.uri;
  const around = active?.scheme === 'file' ? await templateAround(active.fsPath) : undefined;
  return around ?? ask(known);
}

function fileOf(given: unknown): string | undefined {
  const uri = typeof given === 'string' && given.startsWith('file:') ? vscode.Uri.parse(given) : given;
  if (uri instanceof vscode.Uri) return uri.scheme === 'file' ? uri.fsPath : undefined;
  return typeof given === 'string' && path.isAbsolute(given) ? given : undefined;
}

function noTemplate(file: string): never {
  throw new ExlabError({
    code: 'template_load_error',
    message: l10n.t('{0} belongs to no template: no folder above it holds a copier.yml.', file),
    details: { path: file },
  });
}

interface TemplatePick extends vscode.QuickPickItem {
  readonly root?: string;
}

async function ask(known: KnownTemplates): Promise<string> {
  const picks = known.read().then((groups) => groups.flatMap(picksOf));
  const pick = await vscode.window.showQuickPick(picks, {
    title: l10n.t('Preview Template'),
    placeHolder: l10n.t('Choose the template'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (pick?.root === undefined) throw new vscode.CancellationError();
  return pick.root;
}

function picksOf(group: GroupNode): TemplatePick[] {
  const templates = group.children.filter((child) => child.type === 'template');
  if (templates.length === 0) return [];
  return [
    { label: titleOf(group), kind: vscode.QuickPickItemKind.Separator },
    ...templates.map((node) => {
      const { template, path: root } = node.entry;
      const detail = template?.description ?? '';
      return {
        label: titleOf(node),
        description: [descriptionOf(node, undefined), kindNote(template)].filter(Boolean).join(' · '),
        ...(detail === '' ? {} : { detail }),
        root,
      };
    }),
  ];
}
