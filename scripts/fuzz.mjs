/**
 * Runs the random tests with a fresh seed and many more rounds: `npm run fuzz [-- SEED [ROUNDS]]`. The seed is
 * printed; what it finds becomes a fixture. Each kind of document of the language server is mutated for ten minutes, or
 * for EXLAB_FUZZ_SECONDS.
 */
import { join } from 'node:path';
import { ensureDependencies, ensureTestTools, projectRoot, run } from './setup.mjs';

ensureDependencies();
ensureTestTools();

const [seed = String(Math.floor(Math.random() * 2 ** 31)), rounds = '20'] = process.argv.slice(2);
console.log(`seed ${seed}, ${rounds} times the usual rounds; again with: npm run fuzz -- ${seed} ${rounds}`);
const env = { EXLAB_FUZZ_SECONDS: '600', ...process.env, EXLAB_SEED: seed, EXLAB_ROUNDS: rounds };
const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
if (!run(process.execPath, [vitest, 'run', '--testTimeout=3600000'], { env })) {
  console.error(`Found with seed ${seed}.`);
  process.exitCode = 1;
}
