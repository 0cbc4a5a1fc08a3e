import { describe, expect, it } from 'vitest';
import { compileExclusion } from '../../../core/templates/exclusion';

function excluded(patterns: string[], paths: string[]): string[] {
  const exclusion = compileExclusion(patterns);
  return paths.filter((path) => exclusion.excludes(path));
}

describe('_exclude', () => {
  it('leaves out a name at any depth and all that is below it', () => {
    expect(excluded(['.git'], ['.git', '.git/config', 'a/.git/HEAD', '.gitignore'])).toStrictEqual([
      '.git',
      '.git/config',
      'a/.git/HEAD',
    ]);
  });

  it('anchors a pattern with a slash', () => {
    expect(excluded(['/a', 'b/c'], ['a', 'x/a', 'b/c', 'x/b/c'])).toStrictEqual(['a', 'b/c']);
  });

  it('knows classes and stars as Copier’s defaults use them', () => {
    expect(excluded(['*.py[co]', '~*'], ['m.pyc', 'm.py', 'd/m.pyo', '~backup'])).toStrictEqual([
      'm.pyc',
      'd/m.pyo',
      '~backup',
    ]);
  });

  it('lets the last pattern that matches decide, below an excluded folder too', () => {
    expect(excluded(['*', '!src/**'], ['a', 'src', 'src/b', 'src/c/d'])).toStrictEqual(['a', 'src']);
    expect(excluded(['!a', 'a'], ['a'])).toStrictEqual(['a']);
  });

  it('takes a pattern with a trailing slash for what is below only, as Copier does', () => {
    expect(excluded(['logs/'], ['logs', 'logs/a'])).toStrictEqual(['logs/a']);
  });

  it('tells small and capital letters apart', () => {
    expect(excluded(['Readme'], ['README', 'Readme'])).toStrictEqual(['Readme']);
  });

  it('meets a name in another Unicode normalization', () => {
    expect(excluded(['caf\u00e9'], ['cafe\u0301'])).toStrictEqual(['cafe\u0301']);
  });

  it('takes what a pattern says of characters for the name as it is', () => {
    expect(excluded(['?'], ['\u00e9', 'e\u0301', 'ab'])).toStrictEqual(['\u00e9']);
  });

  it('does not count white space around a pattern', () => {
    expect(excluded(['  a  ', ' #b', ' !c', 'd\\ '], ['a', '#b', 'c', 'd '])).toStrictEqual(['a', 'd ']);
  });

  it('ignores empty patterns and comments', () => {
    expect(excluded(['', '# a', ' '], ['a', '# a'])).toStrictEqual([]);
  });
});
