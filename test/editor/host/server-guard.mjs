// @ts-check
/**
 * Runs a program, given with its arguments, for as long as standard input stays open. The server of the editor has
 * children of its own: whichever way the tests end, even killed, their end of the pipe closes and all of them go.
 */
import { spawn } from 'node:child_process';

const MILLISECONDS_TO_END_BY_ITSELF = 3000;

const [program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

/** @param {NodeJS.Signals} signal */
function signalAll(signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // They are gone already.
  }
}

child.on('exit', (code) => {
  signalAll('SIGKILL');
  process.exit(code ?? 1);
});
process.stdin.resume().on('close', () => {
  signalAll('SIGTERM');
  setTimeout(signalAll, MILLISECONDS_TO_END_BY_ITSELF, 'SIGKILL');
});
