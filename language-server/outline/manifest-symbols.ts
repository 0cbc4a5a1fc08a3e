import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { l10n } from '../../core/system';
import type { ManifestNode, TemplateSight } from '../../core/templates';
import { rangeOf } from '../positions/ranges';

type Entry = NonNullable<TemplateSight['tree']>['entries'][number];

/** The keys of a manifest that stand in one file: each question with its type, and settings that stand together as one. */
export function manifestSymbols(
  { manifest, tree, manifestFile }: TemplateSight,
  file: string,
): DocumentSymbol[] {
  const types = new Map(
    manifest?.questions.map(({ id, type }) => [id, typeof type === 'string' ? type : '']),
  );
  const symbols: DocumentSymbol[] = [];
  let settings: DocumentSymbol[] = [];
  const closeSettings = (): void => {
    symbols.push(...grouped(settings));
    settings = [];
  };
  const entries = (tree?.entries ?? [])
    .filter(({ key }) => (key.range.file ?? manifestFile) === file && key.text !== '')
    .sort((left, right) => left.key.range.start.line - right.key.range.start.line);
  for (const entry of entries) {
    const { text } = entry.key;
    if (text.startsWith('_')) settings.push(symbolOf(entry, SymbolKind.Property, valueText(entry.value)));
    else {
      closeSettings();
      symbols.push(symbolOf(entry, SymbolKind.Field, types.get(text) ?? ''));
    }
  }
  closeSettings();
  return symbols;
}

function grouped(settings: readonly DocumentSymbol[]): readonly DocumentSymbol[] {
  const [first] = settings;
  const last = settings.at(-1);
  if (first === undefined || last === undefined || settings.length === 1) return settings;
  return [
    {
      name: l10n.t('Settings'),
      kind: SymbolKind.Module,
      range: { start: first.range.start, end: last.range.end },
      selectionRange: first.selectionRange,
      children: [...settings],
    },
  ];
}

function symbolOf({ key, value }: Entry, kind: SymbolKind, detail: string): DocumentSymbol {
  const selectionRange = rangeOf(key.range);
  // What an alias or an include stands for is written elsewhere.
  const isBehind = value.range.file === key.range.file && value.range.start.line >= key.range.start.line;
  const end = isBehind ? rangeOf(value.range).end : selectionRange.end;
  return {
    name: key.text,
    kind,
    detail,
    selectionRange,
    range: { start: selectionRange.start, end: isBefore(end, selectionRange.end) ? selectionRange.end : end },
  };
}

function isBefore(one: DocumentSymbol['range']['end'], other: DocumentSymbol['range']['end']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

function valueText(value: ManifestNode): string {
  return value.kind === 'scalar' && !value.text.includes('\n') ? value.text : '';
}
