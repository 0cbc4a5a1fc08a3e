import { mkdtempSync } from 'node:fs';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import type {
  ClientCapabilities,
  Diagnostic,
  DidChangeWatchedFilesRegistrationOptions,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  RegistrationParams,
  UnregistrationParams,
} from 'vscode-languageserver';
import {
  createConnection,
  createProtocolConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { fileOf, uriOf } from '../../language-server/documents/file-uris';
import { startServer } from '../../language-server/server';
import { marked } from './marked-text';

type StartOptions = Readonly<Record<string, unknown>>;

/** What a client is beside its documents. */
export interface ClientSession {
  /** The names of the folders of the workspace; none for a window with single files. Its own folder where left out. */
  readonly workspaceFolders?: readonly string[];
  /** What it can do, beside watching; all that an editor can where left out. */
  readonly capabilities?: ClientCapabilities;
  /** Whether it watches what it is told to. */
  readonly canWatch?: boolean;
  /** Whether it says that it can, and refuses when it is asked to. */
  readonly refusesToWatch?: boolean;
}

/** A client of the real server over real streams; documents are files of a folder that goes with the test. */
export class LanguageClient {
  private readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  private readonly versions = new Map<string, number>();
  private waiting: (() => void)[] = [];
  private readonly listeners: ((said: PublishDiagnosticsParams) => void)[] = [];
  private readonly watches = new Map<string, readonly string[]>();

  private constructor(
    readonly connection: ProtocolConnection,
    /** Absolute path of the folder of the files. */
    readonly folder: string,
    readonly initialized: InitializeResult,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (said: PublishDiagnosticsParams) => {
      this.diagnostics.set(fileOf(said.uri) ?? said.uri, said.diagnostics);
      for (const listener of this.listeners) listener(said);
      this.wake();
    });
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { id, registerOptions } of registrations) this.watches.set(id, foldersIn(registerOptions));
      this.wake();
    });
    connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) this.watches.delete(id);
      this.wake();
    });
  }

  /**
   * Starts a server for a folder with these files.
   * @param options what the client says when it starts the server, which may depend on the folder
   */
  static async start(
    files: Readonly<Record<string, string>>,
    options: StartOptions | ((folder: string) => StartOptions) = {},
    {
      workspaceFolders,
      capabilities = CAPABILITIES,
      canWatch = false,
      refusesToWatch = false,
    }: ClientSession = {},
  ): Promise<LanguageClient> {
    const folder = await realpath(mkdtempSync(path.join(tmpdir(), 'exlab-language-')));
    for (const [name, text] of Object.entries(files)) await writeText(path.join(folder, name), text);
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
    const connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    connection.listen();
    const folders = (workspaceFolders ?? ['']).map((name) => ({ uri: uriOf(path.join(folder, name)), name }));
    const didChangeWatchedFiles = { dynamicRegistration: canWatch, relativePatternSupport: canWatch };
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders.length === 0 ? null : folders,
      capabilities: { ...capabilities, workspace: { ...capabilities.workspace, didChangeWatchedFiles } },
      initializationOptions: typeof options === 'function' ? options(folder) : options,
    });
    await connection.sendNotification('initialized', {});
    onTestFinished(async () => {
      await connection.sendRequest('shutdown');
      connection.end();
      await rm(folder, { recursive: true, force: true });
    });
    const client = new LanguageClient(connection, folder, initialized);
    if (refusesToWatch) {
      connection.onRequest('client/registerCapability', () => new ResponseError(-32803, 'no more watches'));
    }
    return client;
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  uri(name: string): string {
    return uriOf(this.file(name));
  }

  /** Opens a document with this text, its marks taken out. */
  async open(name: string, text: string, languageId = 'plaintext'): Promise<void> {
    this.versions.set(name, 1);
    const textDocument = { uri: this.uri(name), languageId, version: 1, text: marked(text).text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the whole text of an open document. */
  async change(name: string, text: string): Promise<void> {
    const version = (this.versions.get(name) ?? 0) + 1;
    this.versions.set(name, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(name), version },
      contentChanges: [{ text: marked(text).text }],
    });
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.uri(name) },
    });
  }

  /** Writes a file behind the server's back; `watched` tells it. */
  async write(name: string, text: string): Promise<void> {
    await writeText(this.file(name), text);
  }

  /** Resolves once the server knows all that it was told so far. */
  async heard(): Promise<void> {
    await this.connection.sendRequest('exlab/definitionOfName', { uri: '' });
  }

  /** Says that a file was made (1), changed (2) or deleted (3). */
  async watched(name: string, type: 1 | 2 | 3 = 2): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: this.uri(name), type }],
    });
  }

  /** Asks something of a position in a document. */
  at<Result>(method: string, name: string, position: Position, more: object = {}): Promise<Result> {
    return this.ask(method, name, { position, ...more });
  }

  /** Asks something of a document. */
  ask<Result>(method: string, name: string, more: object = {}): Promise<Result> {
    return this.connection.sendRequest<Result>(method, { textDocument: { uri: this.uri(name) }, ...more });
  }

  /** All that was said last, by the absolute path of its file. */
  get allDiagnostics(): ReadonlyMap<string, readonly Diagnostic[]> {
    return this.diagnostics;
  }

  /** Told of all that is said of any file. */
  didSay(listener: (said: PublishDiagnosticsParams) => void): void {
    this.listeners.push(listener);
  }

  /** The folders below its own that it watches, as the server wants it. */
  get watchedFolders(): readonly string[] {
    return [...this.watches.values()].flat().map((folder) => path.relative(this.folder, folder));
  }

  /** What was said last of a file; nothing where nothing was. */
  diagnosticsOf(name: string): readonly Diagnostic[] {
    return this.diagnostics.get(this.file(name)) ?? [];
  }

  /** Resolves once what the server says or wants makes something true. */
  async untilTrue(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Resolves with the first diagnostics of a file that fit, those that were said before included. */
  async until(
    name: string,
    fits: (diagnostics: readonly Diagnostic[]) => boolean = (diagnostics) => diagnostics.length > 0,
  ): Promise<readonly Diagnostic[]> {
    for (;;) {
      const said = this.diagnostics.get(this.file(name));
      if (said !== undefined && fits(said)) return said;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private wake(): void {
    for (const look of this.waiting.splice(0)) look();
  }
}

const CAPABILITIES: ClientCapabilities = {
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, dataSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

function foldersIn(options: unknown): string[] {
  const { watchers } = options as DidChangeWatchedFilesRegistrationOptions;
  return watchers.map(({ globPattern }) => {
    const base = typeof globPattern === 'string' ? '' : globPattern.baseUri;
    return fileOf(typeof base === 'string' ? base : base.uri) ?? '';
  });
}

async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
