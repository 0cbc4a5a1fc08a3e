import { spawn } from 'node:child_process';
import { ExlabError, l10n, SMALL_HEAP } from '../../core/system';
import type { Command } from '../command';

/** `exlab lsp`: the language server over standard input and output, for an editor that starts it (spec 4.5). */
export const lsp: Command = {
  options: [{ name: 'stdio', help: l10n.t('Standard input and output: the only way, and the default') }],
  notes: [
    l10n.t('An editor starts this and speaks the Language Server Protocol with it: see docs/editors.md.'),
  ],
  run: ({ installation }) => {
    const { languageServer } = installation;
    if (languageServer === undefined) {
      throw new ExlabError({
        code: 'internal_error',
        message: l10n.t('The language server is not part of this installation: install the package again.'),
      });
    }
    return served(languageServer);
  },
};

/** The exit code of the server, which has our streams as its own. */
function served(bundle: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = spawn(process.execPath, [...SMALL_HEAP, bundle, '--stdio'], { stdio: 'inherit' });
    const end = (): void => {
      server.kill();
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    server.once('error', reject);
    server.once('exit', (code) => {
      process.removeListener('SIGTERM', end);
      process.removeListener('SIGINT', end);
      resolve(code ?? 1);
    });
  });
}
