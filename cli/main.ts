import { fileURLToPath } from 'node:url';
import { version } from '../package.json';
import { processTerminal } from './terminal';

/** The entry of `exlab`. What a command needs is read when it is called, so that each starts fast. */

// Somebody who reads the first lines only (`exlab … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const words = process.argv.slice(2);
const asksForVersion = words[0] === '--version' && words.slice(1).every((word) => word === '--json');
if (asksForVersion) {
  process.stdout.write(words.length === 1 ? `${version}\n` : `${JSON.stringify({ version }, null, 2)}\n`);
} else {
  const { run } = await import('./run');
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const templateChild = fileURLToPath(new URL('./template-child.cjs', import.meta.url));
  const auditThread = fileURLToPath(new URL('./audit-thread.cjs', import.meta.url));
  const languageServer = fileURLToPath(new URL('./language-server.cjs', import.meta.url));
  process.exitCode = await run(words, processTerminal(), {
    version,
    folder,
    templateChild,
    auditThread,
    languageServer,
  });
}
