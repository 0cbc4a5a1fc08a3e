import {
  CodeActionKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import { l10n } from '../../core/system';
import type { Fix, Fixable, FixSource } from '../fixes/fix';
import { fillPlaceholder } from '../fixes/placeholder';
import { runFixes } from '../fixes/run-fixes';
import { templateFixes } from '../fixes/template-fixes';
import { canBeMade, withoutOverlaps, workspaceEdit } from '../fixes/workspace-edit';
import type { Feature, ServerGround } from '../ground';

/** All that is right in every case, at once: what an editor may do when it saves. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.exlab`;

/** Whoever knows the problems of a kind of documents. */
const SOURCES: readonly FixSource[] = [templateFixes, runFixes];

/** What can be done about what is wrong (spec 4.5), computed from the texts as they are, saved or not. */
export const codeActions: Feature = {
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL],
    },
  },
  register(ground) {
    ground.connection.onCodeAction((params, token) => actionsFor(params, ground, token));
  },
};

async function actionsFor(
  { textDocument, range, context }: CodeActionParams,
  ground: ServerGround,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const open = ground.documents.at(textDocument.uri);
  if (open === undefined) return [];
  const { file, document } = open;
  const { version } = document;
  const { only } = context;
  const actions: CodeAction[] = [];
  const wantsFixes = context.diagnostics.length > 0 && admits(only, CodeActionKind.QuickFix);
  if (wantsFixes || wantsAll(only)) {
    const problems = await problemsOf(file, ground);
    if (token.isCancellationRequested) return [];
    if (wantsFixes) actions.push(...(await quickFixes(problems, context.diagnostics, ground)));
    if (wantsAll(only)) actions.push(...(await fixAll(file, problems, ground)));
  }
  if (admits(only, CodeActionKind.RefactorRewrite)) {
    const sight = await ground.templates.sightOf(file);
    const fixes = sight === undefined ? [] : fillPlaceholder(sight, file, document, range);
    for (const fix of fixes) actions.push(actionOf(fix, CodeActionKind.RefactorRewrite, ground));
  }
  // What was computed from a text that is gone is of no use for the one that is there.
  return token.isCancellationRequested || document.version !== version ? [] : actions;
}

async function problemsOf(file: string, ground: ServerGround): Promise<readonly Fixable[]> {
  return (await Promise.all(SOURCES.map((source) => source.problemsOf(file, ground)))).flat();
}

/** Fixes of the problems that the client asks about and that are still there. */
async function quickFixes(
  problems: readonly Fixable[],
  asked: readonly Diagnostic[],
  ground: ServerGround,
): Promise<CodeAction[]> {
  const actions = new Map<string, CodeAction & { readonly diagnostics: Diagnostic[] }>();
  const askedAbout = new Map(asked.map((diagnostic) => [identityOf(diagnostic), diagnostic]));
  for (const { diagnostic, fixes } of problems) {
    const about = askedAbout.get(identityOf(diagnostic));
    if (about === undefined) continue;
    for (const fix of await fixes()) {
      if (!canBeMade(fix, ground)) continue;
      const action = actionOf(fix, CodeActionKind.QuickFix, ground);
      // Two problems may have one remedy.
      const key = JSON.stringify([action.title, action.edit]);
      const known = actions.get(key);
      if (known === undefined) actions.set(key, { ...action, diagnostics: [about] });
      else known.diagnostics.push(about);
    }
  }
  return [...actions.values()];
}

async function fixAll(
  file: string,
  problems: readonly Fixable[],
  ground: ServerGround,
): Promise<CodeAction[]> {
  const safe: Fix[] = [];
  for (const { fixes } of problems) {
    const fix = (await fixes()).find(({ isSafe }) => isSafe);
    if (fix?.changes.every((change) => change.file === file) === true) safe.push(fix);
  }
  const changes = withoutOverlaps(safe);
  if (changes.length === 0) return [];
  const title = l10n.t('Correct all that is sure');
  return [actionOf({ title, changes }, FIX_ALL, ground)];
}

function actionOf(fix: Fix, kind: string, ground: ServerGround): CodeAction {
  return {
    title: fix.title,
    kind,
    edit: workspaceEdit(fix, ground),
    ...(fix.isPreferred === true && { isPreferred: true }),
  };
}

/** By which a diagnostic is known that the client gives back. */
function identityOf({ code, message, range: { start } }: Diagnostic): string {
  return JSON.stringify([start.line, start.character, code, message]);
}

/** Whether a client that may ask for some kinds only wants one; a kind stands for those below it. */
function admits(only: readonly string[] | undefined, kind: string): boolean {
  return (
    only === undefined ||
    only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`))
  );
}

/** Corrections of a whole file are given to those who ask for them alone. */
function wantsAll(only: readonly string[] | undefined): boolean {
  return only !== undefined && admits(only, FIX_ALL);
}
