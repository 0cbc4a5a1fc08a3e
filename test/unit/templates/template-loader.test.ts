import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TemplateError } from '../../../core/templates/jinja/language';
import { templateLoader } from '../../../core/templates/template-loader';
import { freshFolder, templateFolder, writeTree, type Entry } from './template-folder';

function load(
  name: string,
  entries: Record<string, Entry> = {},
): { source: string; file: string } | undefined {
  return templateLoader(templateFolder('', { 'a.txt': 'A', 'd/b.txt': 'B', ...entries })).load(name);
}

function refusal(name: string, entries: Record<string, Entry> = {}): TemplateError {
  try {
    load(name, entries);
  } catch (caught) {
    if (caught instanceof TemplateError) return caught;
    throw caught;
  }
  return expect.fail('it loaded');
}

describe('the loader of a template', () => {
  it('reads files from the template’s folder on', () => {
    expect(load('a.txt')).toStrictEqual({ source: 'A', file: 'a.txt' });
    expect(load('d/b.txt')).toStrictEqual({ source: 'B', file: 'd/b.txt' });
    expect(load('./d//b.txt')).toStrictEqual({ source: 'B', file: 'd/b.txt' });
  });

  it('starts at the template’s folder also where a subdirectory is rendered', () => {
    const root = templateFolder('_subdirectory: files\n', { 'files/a': '', 'macros/m.jinja': 'M' });
    expect(templateLoader(root).load('macros/m.jinja')?.source).toBe('M');
    expect(templateLoader(root).load('a')).toBeUndefined();
  });

  it.each(['nothing', 'd', 'd/nothing/x', 'a.txt/x', '', '.', 'x'.repeat(5000)])(
    'finds nothing under %j',
    (name) => {
      expect(load(name)).toBeUndefined();
    },
  );

  it('keeps a byte order mark and the ends of lines', () => {
    expect(load('x', { x: '\uFEFFa\r\nb\r' })?.source).toBe('\uFEFFa\r\nb\r');
  });

  it('sees a file that has changed', () => {
    const root = templateFolder('', { a: 'before' });
    const loader = templateLoader(root);
    expect(loader.load('a')?.source).toBe('before');
    writeTree(root, { a: 'after' });
    expect(loader.load('a')?.source).toBe('after');
  });

  it('is one for each folder', () => {
    const root = freshFolder();
    expect(templateLoader(root)).toBe(templateLoader(root));
    expect(templateLoader(root)).not.toBe(templateLoader(freshFolder()));
  });

  it('follows links inside of the template, and a link to the template itself', () => {
    expect(load('l', { l: { link: 'd/b.txt' } })?.source).toBe('B');
    const link = path.join(freshFolder(), 'linked');
    symlinkSync(templateFolder('', { a: 'A' }), link);
    expect(templateLoader(link).load('a')?.source).toBe('A');
  });
});

describe('what it refuses', () => {
  it.each<[string, RegExp]>([
    ['../x', /climbs/],
    ['d/../../x', /climbs/],
    ['d/../a.txt', /climbs/],
    ['..', /climbs/],
    ['/etc/passwd', /absolute/],
    ['C:/x', /absolute/],
    ['c:x', /absolute/],
    ['d\\b.txt', /backslash/],
    ['..\\x', /backslash/],
    ['a.txt\0.jinja', /no name may have/],
  ])('the name %j', (name, message) => {
    expect(refusal(name).message).toMatch(message);
  });

  it.each<[string, Record<string, Entry>, RegExp]>([
    ['a link to a file outside', { x: { link: '/etc/hostname' } }, /leads out of the template/],
    [
      'a link that climbs out',
      { x: { link: `${'../'.repeat(20)}etc/hostname` } },
      /leads out of the template/,
    ],
    ['a link in a circle', { x: { link: 'x' } }, /in a circle/],
    ['a file that is no text', { x: Uint8Array.of(0x61, 0xff) }, /not written in UTF-8/],
    ['a file of more than 10 MiB', { x: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') }, /larger than 10 MiB/],
  ])('%s', (_, entries, message) => {
    const error = refusal('x', entries);
    expect(error.message).toMatch(message);
    expect(error.kind).toBe('render');
  });

  it('a file behind a link to a folder outside', () => {
    const outside = writeTree(freshFolder(), { secret: 'x' });
    expect(refusal('out/secret', { out: { link: outside } }).message).toContain('leads out of the template');
  });

  it('a folder beside the template whose name begins like its own', () => {
    const parent = freshFolder();
    writeTree(parent, { 'tpl/copier.yml': '', 'tpl-secret/x': 'x' });
    symlinkSync('../tpl-secret', path.join(parent, 'tpl/out'));
    expect(() => templateLoader(path.join(parent, 'tpl')).load('out/x')).toThrow(/leads out/);
  });

  it('a pipe, at once', () => {
    const root = templateFolder('');
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    expect(templateLoader(root).load('pipe')).toBeUndefined();
  });
});
