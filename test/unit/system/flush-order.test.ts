import { spawnSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder';

/** One event of Node's own trace of the file system: a call begins (`b`) or has ended (`e`). */
interface TraceEvent {
  readonly ph: string;
  readonly cat: string;
  readonly name: string;
  readonly args: {
    readonly path?: string;
    readonly new_path?: string;
    readonly dest?: string;
    readonly result?: number;
  };
}

/**
 * Runs a program of ours in a process of its own.
 * @param code has what `core/system` exports as `system`, and the folder as `folder`
 * @returns what it did in that folder, in order, such as `open file`, `fsync`; temporary names end in `.tmp`
 */
async function callsOf(code: string, folder: string): Promise<string[]> {
  const elsewhere = temporaryFolder();
  const program = path.join(elsewhere, 'program.mjs');
  const trace = path.join(elsewhere, 'trace.json');
  const contents = `import * as system from './core/system'; const folder = process.argv[2]; ${code}`;
  await build({
    stdin: { contents, resolveDir: process.cwd() },
    outfile: program,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  const tracing = ['--trace-event-categories', 'node.fs.async', '--trace-event-file-pattern', trace];
  const { status, stderr } = spawnSync(process.execPath, [...tracing, program, folder], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const { traceEvents } = JSON.parse(await readFile(trace, 'utf8')) as { traceEvents: TraceEvent[] };
  return traceEvents.flatMap((event) => described(event, folder));
}

function described({ cat, ph, name, args }: TraceEvent, folder: string): string[] {
  if (!cat.includes('node.fs')) return [];
  // That something is flushed is known at the end; what file a call is about, only at its beginning.
  if (name === 'fsync') return ph === 'e' && args.result === 0 ? [name] : [];
  const file = args.new_path ?? args.dest ?? args.path;
  if (ph !== 'b' || file === undefined || !['open', 'rename', 'link'].includes(name)) return [];
  const relative = path.relative(folder, file).replace(/\.[0-9a-f]{12}\.tmp$/, '.tmp');
  return relative.startsWith('..') ? [] : [`${name} ${relative === '' ? '.' : relative}`];
}

describe('what is on the disk when', () => {
  it('a file that is written whole is flushed before it takes its name, and its name after that', async () => {
    const folder = temporaryFolder();
    const calls = await callsOf(`await system.writeFileAtomic(folder + '/record.json', 'x');`, folder);
    expect(calls).toEqual(['open .record.json.tmp', 'fsync', 'rename record.json', 'open .', 'fsync']);
  });

  it('a file that is made once is flushed before it takes its name, and its name after that', async () => {
    const folder = temporaryFolder();
    const calls = await callsOf(`await system.createFileAtomic(folder + '/marker.json', 'x');`, folder);
    expect(calls).toEqual(['open .marker.json.tmp', 'fsync', 'link marker.json', 'open .', 'fsync']);
  });

  it('folders that were made stand in parents that are flushed, outermost first', async () => {
    const folder = temporaryFolder();
    const calls = await callsOf(
      `await system.flushParentsOf(await system.makeFolders(folder + '/a/b'));`,
      folder,
    );
    expect(calls).toEqual(['open .', 'fsync', 'open a', 'fsync']);
  });

  it('every file and folder of a tree is flushed, the folders last, and nothing that a link leads to', async () => {
    const folder = temporaryFolder();
    await mkdir(path.join(folder, 'run', 'inner'), { recursive: true });
    for (const file of ['outside', 'run/one', 'run/inner/two']) await writeFile(path.join(folder, file), 'x');
    await symlink('../outside', path.join(folder, 'run', 'link'));
    const calls = await callsOf(`await system.flushTree(folder + '/run');`, folder);
    const opened = calls.filter((call) => call !== 'fsync');
    expect(opened.slice(0, 2).sort()).toEqual(['open run/inner/two', 'open run/one']);
    expect(opened.slice(2).sort()).toEqual(['open run', 'open run/inner']);
    expect(calls.filter((call) => call === 'fsync')).toHaveLength(4);
  });
});
