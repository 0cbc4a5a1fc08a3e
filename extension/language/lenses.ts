import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';

/** The command of the server's lenses that show places: `[uri, position, locations]`, as the protocol has them. */
const SHOW_REFERENCES = 'exlab.showReferences';
/** The editor's own, which wants its own kinds of values. */
const PEEK = 'editor.action.showReferences';

/** Has the editor show the places that a lens of the server names. */
export function lensMiddleware(client: () => LanguageClient): Pick<Middleware, 'provideCodeLenses'> {
  return {
    async provideCodeLenses(document, token, next) {
      const lenses = await next(document, token);
      for (const lens of lenses ?? []) {
        if (lens.command?.command === SHOW_REFERENCES) lens.command = peekingAt(lens.command, client());
      }
      return lenses;
    },
  };
}

function peekingAt(command: vscode.Command, client: LanguageClient): vscode.Command {
  const [uri, position, locations] = (command.arguments ?? []) as [string, Position, Location[]];
  const { protocol2CodeConverter: converter } = client;
  const shown = [
    vscode.Uri.parse(uri),
    converter.asPosition(position),
    locations.map((location) => converter.asLocation(location)),
  ];
  return locations.length === 0
    ? { ...command, command: '' }
    : { ...command, command: PEEK, arguments: shown };
}
