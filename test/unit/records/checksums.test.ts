import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumsText, parseChecksums, readChecksums, writeChecksums } from '../../../core/records';
import { sha256 } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';
import { ROUNDS, SEED } from '../../support/seed';

const HASH = sha256('');

function parse(text: string): [string, string][] {
  return [...parseChecksums(text, 'checksums.sha256')];
}

describe('checksumsText', () => {
  it('is sorted by path, two spaces between hash and path', () => {
    const hashes = new Map([
      ['b', HASH],
      ['a/z', HASH],
      ['a b', HASH],
    ]);
    expect(checksumsText(hashes)).toBe(`${HASH}  a b\n${HASH}  a/z\n${HASH}  b\n`);
  });

  it('escapes line breaks and backslashes as sha256sum does', () => {
    expect(checksumsText(new Map([['a\nb\\c\rd', HASH]]))).toBe(`\\${HASH}  a\\nb\\\\c\\rd\n`);
  });

  it('leaves the records out, and nothing that is only called alike', () => {
    const names = ['.exlab-wizard/creation.json', '.exlab-wizard', '.exlab-wizard2/a', 'a/.exlab-wizard/b'];
    const text = checksumsText(new Map(names.map((name) => [name, HASH])));
    expect(parse(text).map(([name]) => name)).toEqual(['.exlab-wizard2/a', 'a/.exlab-wizard/b']);
  });

  it('refuses what is no hash', () => {
    expect(() => checksumsText(new Map([['a', 'ABC']]))).toThrow(TypeError);
  });

  it('is what sha256sum checks and writes, for unusual names too', async () => {
    const folder = temporaryFolder();
    const names = [
      'plain',
      ' leading',
      'tra iling ',
      '*star',
      '-',
      '-n',
      'a\nb',
      'a\\b',
      'end\r',
      'ä🔬',
      '\\n',
      '#x',
    ];
    const hashes = new Map<string, string>();
    for (const name of names) {
      await writeFile(path.join(folder, name), name);
      hashes.set(name, sha256(name));
    }
    const list = path.join(temporaryFolder(), 'checksums.sha256');
    await writeChecksums(list, hashes);
    const checked = execFileSync('sha256sum', ['--strict', '-c', list], {
      cwd: folder,
      encoding: 'utf8',
      input: '',
    });
    expect(checked.trimEnd().split('\n')).toHaveLength(names.length);
    const theirs = execFileSync('sha256sum', ['--', ...names.map((name) => `./${name}`)], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(new Map(parse(theirs))).toEqual(hashes);
    expect(await readChecksums(list)).toEqual(hashes);
  });
});

describe('parseChecksums', () => {
  it('reads what other tools write: binary marks, capitals, carriage returns, no last line break', () => {
    expect(parse(`${HASH.toUpperCase()} *a\r\n${HASH}  ./b`)).toEqual([
      ['a', HASH],
      ['b', HASH],
    ]);
  });

  it.each([
    [`${HASH} a\n`, 1],
    [`${HASH}  a\nnonsense\n`, 2],
    [`${HASH}  a\n\n${HASH}  a\n`, 3],
    [`\\${HASH}  a\\tb\n`, 1],
    [`\\${HASH}  a\\`, 1],
    [`${HASH}  ../a\n`, 1],
    [`${HASH}  /etc/passwd\n`, 1],
    [`${HASH.slice(1)}  a\n`, 1],
  ])('names the line that is wrong in %j', (text, line) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'validation_failed', details: { path: 'checksums.sha256', line } }),
    );
  });

  it('reads back every name', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((name) => !/^\.\.?$|[/\0]/.test(name));
    const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const hashes = new Map(names.map((each) => [each, sha256(each)]));
        expect(new Map(parse(checksumsText(hashes)))).toEqual(hashes);
      }),
      { seed: SEED, numRuns: 500 * ROUNDS },
    );
  });
});

describe('writeChecksums', () => {
  it('replaces an older list', async () => {
    const file = path.join(temporaryFolder(), 'checksums.sha256');
    await writeChecksums(file, new Map([['a', HASH]]));
    await writeChecksums(file, new Map([['b', HASH]]));
    expect(await readFile(file, 'utf8')).toBe(`${HASH}  b\n`);
  });
});
