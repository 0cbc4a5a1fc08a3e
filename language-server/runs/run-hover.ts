import {
  MarkupKind,
  type CancellationToken,
  type Hover,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { ServerGround } from '../ground';
import { holds } from '../positions/ranges';
import { judgeNames, judgeText } from './judge-run';
import { ruleMarkdown } from './rule-markdown';
import { runKeyMarkdown } from './run-key-markdown';
import { runPlaceAt } from './run-place';

/**
 * What a key of a README's front matter or of a record means, and what the rules are about that found something there
 * (spec 4.5); undefined for any other document, and where nothing is known.
 */
export async function hoverRun(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<Hover | undefined> {
  const key = await keyAt(uri, position, ground, token);
  if (key !== undefined || token.isCancellationRequested) return key;
  return rulesAt(uri, position, ground);
}

async function keyAt(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<Hover | undefined> {
  const asked = await runPlaceAt(uri, position, ground, token);
  if (asked?.place.at !== 'key') return undefined;
  const { place, file, runs } = asked;
  const word = place.word.replace(/^(["'])(.*)\1$/, '$2');
  const key = (await runs.keysAt(file, place.path)).find((each) => each.key === word);
  return key && markdown(runKeyMarkdown(key), place.range);
}

/** The rules that found something at a place, at the stretch of the first of them. */
async function rulesAt(uri: string, position: Position, ground: ServerGround): Promise<Hover | undefined> {
  const file = ground.documents.at(uri)?.file;
  if (file === undefined || (await ground.runs.placeOf(file)) === undefined) return undefined;
  const judged = [await judgeText(file, ground), await judgeNames(file, ground)];
  const found = judged
    .flatMap(({ problems }) => problems)
    .flatMap(({ file: where, finding, diagnostic: { range } }) =>
      where === file && finding !== undefined && holds(range, position)
        ? [{ rule: finding.rule, range }]
        : [],
    );
  const rules = new Set(found.map(({ rule }) => rule));
  const texts = [...rules].map((rule) => ruleMarkdown(rule, ground.settings.docs));
  const [first] = found;
  return first && markdown(texts.join('\n\n---\n\n'), first.range);
}

function markdown(value: string, range: Range): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}
