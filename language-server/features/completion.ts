import type { CompletionList, CompletionParams, CancellationToken } from 'vscode-languageserver';
import { completeAt, templateFiles, templateTexts } from '../../core/templates';
import { CompletionItems } from '../completion/completion-items';
import type { Feature, ServerGround } from '../ground';
import { labPlugins, pluginMarkdown } from '../plugins';
import { addressOf } from '../positions/addresses';
import { sourcePositionIn } from '../positions/ranges';
import { completeRun } from '../runs/run-completion';
import { completeYaml } from '../yaml';

/** Names, filters, tests, tags, keys and values where they can stand (spec 4.5). */
export const completion: Feature = {
  capabilities: {
    completionProvider: {
      resolveProvider: true,
      triggerCharacters: ['{', '%', '|', '.', ' ', '"', "'", '(', '[', ',', ':', '/', '-', '_'],
    },
  },
  register(ground) {
    const { completionItem } = ground.client.textDocument?.completion ?? {};
    const items = new CompletionItems(completionItem?.snippetSupport ?? false);
    ground.connection.onCompletion((asked, token) => complete(asked, ground, items, token));
    ground.connection.onCompletionResolve((item) => items.resolve(item));
  },
};

async function complete(
  { textDocument, position }: CompletionParams,
  ground: ServerGround,
  items: CompletionItems,
  token: CancellationToken,
): Promise<CompletionList | null> {
  const { documents, templates } = ground;
  const listed =
    (await completeYaml(textDocument.uri, position, ground, token)) ??
    (await completeRun(textDocument.uri, position, ground, token));
  if (listed !== undefined) return { items: listed, isIncomplete: false };
  const open = documents.at(textDocument.uri);
  if (open === undefined) return null;
  const { document, file } = open;
  const isCancelled = (): boolean => token.isCancellationRequested;
  const sight = await templates.recentSightOf(file);
  if (sight === undefined || isCancelled()) return null;
  const found = await completeAt(
    { sight, file, text: document.getText() },
    sourcePositionIn(document, position),
    {
      linkTo: addressOf,
      files: () => templateFiles(sight.root),
      load: templateTexts(sight.root, documents.textOf),
      plugins: async () =>
        (await labPlugins(ground))
          .filter(({ manifest }) => manifest !== null)
          .map((plugin) => ({ name: plugin.name, documentation: pluginMarkdown(plugin) })),
    },
  );
  return isCancelled() ? null : items.of(found);
}
