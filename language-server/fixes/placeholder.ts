import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { l10n } from '../../core/system';
import { analyse, knownVariables, type TemplateSight } from '../../core/templates';
import type { Fix } from './fix';

const PLACEHOLDER = /<[ \t]*([A-Za-z_]\w*)[ \t]*>/g;

/** Turns the `<name>` at a place into `{{ name }}`, where it is text of a template and a variable has the name. */
export function fillPlaceholder(
  sight: TemplateSight,
  file: string,
  document: TextDocument,
  { start }: Range,
): readonly Fix[] {
  const content = sight.texts.find((text) => text.file === file && text.kind === 'content');
  const lineStart = document.offsetAt({ line: start.line, character: 0 });
  const line = document.getText({
    start: { ...start, character: 0 },
    end: { line: start.line + 1, character: 0 },
  });
  const found = [...line.matchAll(PLACEHOLDER)].find(
    ({ index, 0: { length } }) => index <= start.character && start.character <= index + length,
  );
  const [placeholder, name] = found ?? [];
  if (content === undefined || found === undefined || placeholder === undefined || name === undefined)
    return [];
  const text = document.getText();
  if (content.source !== text || !knownVariables(sight).has(name)) return [];
  const { variableStart, variableEnd } = sight.language.delimiters;
  const expression = `${variableStart} ${name} ${variableEnd}`;
  const [from, to] = [lineStart + found.index, lineStart + found.index + placeholder.length];
  const filled = analyse(text.slice(0, from) + expression + text.slice(to), file, sight.language);
  const column = found.index + variableStart.length + 1;
  // In a tag, a comment or a raw block it would be no expression, and one that is something else is none of ours.
  const isRead = filled.references.some(
    (reference) =>
      reference.name === name &&
      reference.position.line === start.line &&
      reference.position.column === column,
  );
  if (!isRead || filled.errors.length > content.analysis.errors.length) return [];
  const range = { start: document.positionAt(from), end: document.positionAt(to) };
  const title = l10n.t("Turn '{0}' into '{1}'", placeholder, expression);
  return [{ title, changes: [{ file, range, newText: expression }] }];
}
