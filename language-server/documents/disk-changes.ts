import type { Connection } from 'vscode-languageserver';

/** Files that changed behind the client's documents; a connection tells only one listener, and here all are told. */
export class DiskChanges {
  private readonly listeners: (() => void)[] = [];

  constructor(connection: Connection) {
    connection.onDidChangeWatchedFiles(() => {
      for (const listener of this.listeners) listener();
    });
  }

  didChange(listener: () => void): void {
    this.listeners.push(listener);
  }
}
