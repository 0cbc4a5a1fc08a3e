/**
 * Tests the packed extension in a real VS Code, in a real browser: sets up what that needs, checks the types of these
 * tests, packs the extension and runs them; `npm run editor [-- words for vitest]`. What they leave is in
 * artifacts/editor: screenshots, and of each test that failed a picture and a trace.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { editorTypes, ensureDependencies, projectRoot, script, tool } from './setup.mjs';
import { ensureEditorHost } from '../test/editor/host/setup.mjs';

ensureDependencies();
try {
  await ensureEditorHost();
  rmSync(join(projectRoot, 'artifacts', 'editor'), { recursive: true, force: true });
  const good =
    editorTypes() &&
    script('build.mjs') &&
    script('package.mjs', '--built') &&
    tool('vitest/vitest.mjs', 'run', '--project', 'editor', ...process.argv.slice(2));
  process.exitCode = good ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
