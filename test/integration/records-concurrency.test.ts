import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { creationRecord, readRecord, recordText } from '../../core/records';
import { temporaryFolder } from '../support/temporary-folder';
import { CREATION } from '../unit/records/examples';

const run = promisify(execFile);

const WRITERS = 4;
const CHANGES = 25;

let program: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, '../support/record-writer.ts')],
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    write: false,
  });
  program = outputFiles[0]?.text ?? '';
});

describe('several processes that write to one record and one log', () => {
  it('lose no change, no foreign field, and no line', async () => {
    const folder = temporaryFolder();
    const stateFolder = path.join(folder, 'state');
    const record = path.join(folder, 'creation.json');
    const writer = path.join(folder, 'writer.mjs');
    await writeFile(writer, program);
    const foreign = '"x_big": 12345678901234567890,\n  "x_float": 1.0,\n  "level"';
    await writeFile(record, recordText(creationRecord, record, CREATION).replace('"level"', foreign));

    const names = Array.from({ length: WRITERS }, (_, number) => `writer${number}`);
    await Promise.all(
      names.map((name) => run(process.execPath, [writer, record, stateFolder, name, String(CHANGES)])),
    );

    const expected = names.flatMap((name) =>
      Array.from({ length: CHANGES }, (_, number) => `${name}-${number}`),
    );
    const { validation_overrides } = await readRecord(creationRecord, record);
    expect(validation_overrides.map((entry) => entry.id).sort()).toEqual([...expected].sort());
    for (const name of names) {
      const own = validation_overrides.filter((entry) => entry.operator === name).map((entry) => entry.id);
      expect(own).toEqual(expected.filter((id) => id.startsWith(`${name}-`)));
    }
    expect(await readFile(record, 'utf8')).toContain(foreign);
    expect((await readdir(folder)).sort()).toEqual(['creation.json', 'state', 'writer.mjs']);

    const logs = await readdir(stateFolder);
    expect(logs.length).toBeGreaterThan(2);
    const texts = await Promise.all(logs.map((name) => readFile(path.join(stateFolder, name), 'utf8')));
    const lines = texts.join('').trimEnd().split('\n');
    const line = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \[INFO \] \[host:h\] (writer\d-\d+)$/;
    expect(lines.map((text) => line.exec(text)?.[1]).sort()).toEqual([...expected].sort());
  });
});
