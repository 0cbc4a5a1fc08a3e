import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import { explainAt, templateTexts } from '../../core/templates';
import type { Feature, ServerGround } from '../ground';
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
  const found = explainAt({ sight, file, text: document.getText() }, sourcePositionIn(document, position), {
    linkTo: addressOf,
    load: templateTexts(sight.root, documents.textOf),
  });
  if (found === undefined) return null;
  return { contents: { kind: MarkupKind.Markdown, value: found.text }, range: rangeOf(found.range) };
}
