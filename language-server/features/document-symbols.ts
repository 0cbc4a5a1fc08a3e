import type { DocumentSymbol } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Feature } from '../ground';
import { openedTemplate } from '../navigation/opened-template';
import { jinjaSymbols } from '../outline/jinja-symbols';
import { manifestSymbols } from '../outline/manifest-symbols';
import { rangeWithin } from '../positions/ranges';

/** The outline of a manifest, or of a text in the template language (spec 4.5). */
export const documentSymbols: Feature = {
  capabilities: { documentSymbolProvider: { label: 'ExLab' } },
  register(ground) {
    ground.connection.onDocumentSymbol(async ({ textDocument }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const { sight, file } = opened;
      const { manifest, manifestFile, texts } = sight;
      const symbols = [
        ...(manifest === undefined ? [] : manifestSymbols(manifest, manifestFile, file)),
        ...texts.filter((text) => text.kind === 'content' && text.file === file).flatMap(jinjaSymbols),
      ];
      const document = ground.documents.of(file);
      return document === undefined ? symbols : symbols.map((symbol) => symbolWithin(document, symbol));
    });
  },
};

function symbolWithin(document: TextDocument, symbol: DocumentSymbol): DocumentSymbol {
  return {
    ...symbol,
    range: rangeWithin(document, symbol.range),
    selectionRange: rangeWithin(document, symbol.selectionRange),
    ...(symbol.children && { children: symbol.children.map((child) => symbolWithin(document, child)) }),
  };
}
