import type { SourcePosition } from '../jinja/language';
import type { SourceRange } from '../lint-problem';
import { valueOf } from '../manifest/nodes';
import type { TemplateSight } from './template-study';

/** A plugin where `_exlab_plugins` names it. */
export interface NamedPlugin {
  readonly name: string;
  /** The name with its quotes. */
  readonly range: SourceRange;
}

/**
 * The plugin that is named at a position of a template's manifest, or of a file that it includes (spec 3.2); undefined
 * where none is.
 * @param file absolute path
 */
export function namedPluginAt(
  { manifest, manifestFile, isOutdated }: TemplateSight,
  file: string,
  { line, column }: SourcePosition,
): NamedPlugin | undefined {
  const list = manifest && valueOf(manifest.root, '_exlab_plugins');
  if (list?.kind !== 'list' || isOutdated) return undefined;
  for (const item of list.items) {
    const { start, end } = item.range;
    const isThere =
      (item.range.file ?? manifestFile) === file &&
      start.line === line &&
      end.line === line &&
      start.column <= column &&
      column <= end.column;
    if (isThere && item.kind === 'scalar') return { name: item.text, range: { start, end } };
  }
  return undefined;
}
