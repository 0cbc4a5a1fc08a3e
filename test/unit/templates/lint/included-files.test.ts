import { ON_DISK } from '../../../../core/templates/lint/ground';
import { templateLoader } from '../../../../core/templates/template-loader';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COPIER_DEFAULTS, DEFAULT_DELIMITERS } from '../../../../core/templates/jinja/language';
import { gatherIncluded, type IncludedFiles } from '../../../../core/templates/lint/included-files';
import type { LintText } from '../../../../core/templates/lint/subject';
import { partsOf, positionAt } from '../../../../core/templates/lint/tags';
import { templateFolder, type Entry } from '../template-folder';

const PLAIN = { language: COPIER_DEFAULTS, hasUnknownExtensions: false };

/** A text as the checks see it; which variables it reads is no matter here. */
function textOf(source: string): LintText {
  return {
    template: {
      references: [],
      templates: [],
      isStatic: false,
      render: () => expect.fail('nothing is evaluated'),
    },
    tags: partsOf(source, DEFAULT_DELIMITERS).tags,
    positionAt: (offset) => positionAt(source, offset),
    placeOf: (position) => position,
  };
}

function gather(source: string, entries: Record<string, Entry>): IncludedFiles & { root: string } {
  const root = templateFolder('', entries);
  const file = path.join(root, 'from.jinja');
  return {
    root,
    ...gatherIncluded(root, [{ file, text: textOf(source) }], PLAIN, {
      ground: ON_DISK,
      loader: templateLoader(root),
    }),
  };
}

describe('what a template includes', () => {
  it('is read from its folder, with the names that are bound where it is included', () => {
    const { files, problems, root } = gather("{% set x = 1 %}{% include 'd/a' %}", {
      'd/a': '{{ x }}{{ y }}',
    });
    expect(problems).toStrictEqual([]);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ file: path.join(root, 'd/a'), seesContext: true });
    expect(files[0]?.content.template.references.map(({ name }) => name)).toStrictEqual(['x', 'y']);
    expect([...(files[0]?.bound ?? [])]).toStrictEqual(['x']);
  });

  it('sees nothing where it is imported', () => {
    const { files } = gather("{% set x = 1 %}{% import 'm' as m %}{% include 'm' %}", { m: '{{ x }}' });
    expect(files.map(({ seesContext, bound }) => [seesContext, [...bound]])).toStrictEqual([
      [false, []],
      [true, ['x', 'm']],
    ]);
  });

  it('is the first of several that is there', () => {
    const { files, root } = gather("{% include ['a', 'b', 'c'] %}", { b: '', c: '' });
    expect(files.map(({ file }) => file)).toStrictEqual([path.join(root, 'b')]);
  });

  it('is reported where it is missing, with its place', () => {
    const { problems } = gather(
      "x\n{% include 'a' %}{% include ['b', 'c'] %}{% include 'd' ignore missing %}",
      {},
    );
    expect(problems.map(({ code, line, column, message }) => [code, line, column, message])).toStrictEqual([
      [
        'include-missing',
        2,
        12,
        "There is no file 'a' in the template's folder: add it, or correct the name.",
      ],
      ['include-missing', 2, 29, "There is none of the files b, c in the template's folder: add one."],
    ]);
  });

  it('is reported where it leads out or does not parse', () => {
    const { problems, isComplete } = gather("{% include '../a' %}{% include 'b' %}", { b: '\n{{ x' });
    expect(problems.map(({ code, line, file }) => [code, line, path.basename(file)])).toStrictEqual([
      ['include-missing', 1, 'from.jinja'],
      ['template-syntax', 2, 'b'],
    ]);
    expect(isComplete).toBe(false);
  });

  it('is not known where only an evaluation could tell', () => {
    const { files, problems, isComplete } = gather('{% include label %}', {});
    expect([files, problems, isComplete]).toStrictEqual([[], [], false]);
  });
});
