import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesOfSegment, withoutExtension } from '../../../core/templates/rendered-name';

describe('a rendered segment of a path', () => {
  it('is one name, or folders where it holds slashes', () => {
    expect(namesOfSegment('data', 's')).toStrictEqual(['data']);
    expect(namesOfSegment('a/b//c/', 's')).toStrictEqual(['a', 'b', 'c']);
  });

  it('is, for a dot, the folder that it is in', () => {
    expect(namesOfSegment('.', 's')).toStrictEqual([]);
    expect(namesOfSegment('./a/./b/.', 's')).toStrictEqual(['a', 'b']);
  });

  it('is nothing where it renders to nothing', () => {
    expect(namesOfSegment('', 's')).toStrictEqual([]);
  });

  it.each([
    '..',

    '../x',
    'a/../../b',
    '/etc/passwd',
    'C:\\x',
    'a\\b',
    'a\0b',
    '.exlab-wizard',
    'a/.EXLAB-Wizard/b',
  ])('refuses %j and names source and result', (rendered) => {
    expect(() => namesOfSegment(rendered, 'raw/{{ x }}')).toThrow(/raw\/\{\{ x \}\}/);
  });

  it('leaves long names and names that Windows refuses to the validator', () => {
    expect(namesOfSegment('x'.repeat(300), 's')).toHaveLength(1);
    expect(namesOfSegment('CON', 's')).toStrictEqual(['CON']);
    expect(namesOfSegment('...', 's')).toStrictEqual(['...']);
  });

  it('never yields a name that leads elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '\0', ':', ' ') }), (rendered) => {
        let names: string[] = [];
        try {
          names = namesOfSegment(rendered, 's');
        } catch {
          return;
        }
        for (const name of names) expect(name).not.toMatch(/^\.{0,2}$|[/\\\0]/);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('the suffix of templates', () => {
  it.each([
    ['a.txt.jinja', 'a.txt'],
    ['.jinja', '.jinja'],
    ['a.', 'a.'],
    ['{% if a.b %}c{% endif %}.jinja', '{% if a.b %}c{% endif %}'],
  ])('strips %j to %j, as Copier does', (name, bare) => {
    expect(withoutExtension(name)).toBe(bare);
  });
});
