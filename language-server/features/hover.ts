import {
  MarkupKind,
  type CancellationToken,
  type Hover,
  type HoverParams,
  type Range,
} from 'vscode-languageserver';
import { explainAt, namedPluginAt, templateTexts } from '../../core/templates';
import type { Feature, ServerGround } from '../ground';
import { labPlugin, pluginMarkdown } from '../plugins';
import { addressOf } from '../positions/addresses';
import { rangeOf, sourcePositionIn } from '../positions/ranges';
import { hoverRun } from '../runs/run-hover';
import { hoverYaml } from '../yaml';

/** What a name, filter, test, tag or key means, and where an answer is used (spec 4.5). */
export const hover: Feature = {
  capabilities: { hoverProvider: true },
  register(ground) {
    ground.connection.onHover((asked, token) => explain(asked, ground, token));
  },
};

async function explain(
  { textDocument, position }: HoverParams,
  ground: ServerGround,
  token: CancellationToken,
): Promise<Hover | null> {
  const { documents, templates } = ground;
  const said =
    (await hoverYaml(textDocument.uri, position, ground, token)) ??
    (await hoverRun(textDocument.uri, position, ground, token));
  if (said !== undefined) return said;
  const open = documents.at(textDocument.uri);
  if (open === undefined) return null;
  const { document, file } = open;
  const sight = await templates.sightOf(file);
  if (sight === undefined || token.isCancellationRequested) return null;
  const named = namedPluginAt(sight, file, sourcePositionIn(document, position));
  const plugin = named && (await labPlugin(named.name, ground));
  if (named !== undefined && plugin !== undefined)
    return markdownAt(pluginMarkdown(plugin), rangeOf(named.range));
  const found = explainAt({ sight, file, text: document.getText() }, sourcePositionIn(document, position), {
    linkTo: addressOf,
    load: templateTexts(sight.root, documents.textOf),
  });
  if (found === undefined) return null;
  return markdownAt(found.text, rangeOf(found.range));
}

function markdownAt(value: string, range: Range): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}
