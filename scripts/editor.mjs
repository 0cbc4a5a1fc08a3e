/**
 * Tests the packed extension in a real VS Code, in a real browser: sets up what that needs, checks the types of these
 * tests, packs the extension and runs them. `npm run editor`; screenshots are in artifacts/editor.
 */
import { join } from 'node:path';
import { ensureDependencies, projectRoot, run } from './setup.mjs';
import { ensureEditorHost } from '../test/editor/host/setup.mjs';

ensureDependencies();
await ensureEditorHost();

const tool = (name, ...args) =>
  run(process.execPath, [join(projectRoot, 'node_modules', ...name.split('/')), ...args]);

const good =
  tool('typescript/bin/tsc', '--noEmit', '-p', join('test', 'editor', 'tsconfig.json')) &&
  run(process.execPath, [join(projectRoot, 'scripts', 'build.mjs')]) &&
  run(process.execPath, [join(projectRoot, 'scripts', 'package.mjs')]) &&
  tool('vitest/vitest.mjs', 'run', '--project', 'editor');
process.exitCode = good ? 0 : 1;
