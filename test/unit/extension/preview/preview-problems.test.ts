import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  problemsOfAnswers,
  problemsOfError,
  problemsOfNotes,
} from '../../../../extension/preview/preview-problems';
import type { Template } from '../../../../core/templates';

const ROOT = path.resolve('/t');
const MANIFEST = path.join(ROOT, 'copier.yml');

function places(details: Record<string, unknown>) {
  const error = { code: 'template_render_error', message: 'wrong', details } as const;
  return problemsOfError(error, ROOT, MANIFEST).map(({ place }) => place);
}

describe('why a template cannot be rendered', () => {
  it.each([
    [
      { file: 'a/b.jinja', line: 3, column: 2 },
      { file: path.join(ROOT, 'a/b.jinja'), line: 3, column: 2 },
    ],
    [{ file: path.join(ROOT, 'c') }, { file: path.join(ROOT, 'c'), line: 1, column: 1 }],
    [{ file: '_subdirectory' }, { file: MANIFEST, line: 1, column: 1 }],
    [
      { file: 'copier.yml (_message_after_copy)', line: 2, column: 1 },
      { file: MANIFEST, line: 2, column: 1 },
    ],
    [{}, undefined],
  ])('is shown where it is: %j', (details, place) => {
    expect(places(details)).toEqual([place]);
  });

  it('is each problem of a manifest', () => {
    const problem = {
      code: 'question-type',
      severity: 'error',
      file: MANIFEST,
      line: 4,
      column: 1,
      message: 'm',
    };
    expect(places({ problems: [problem, { ...problem, line: 5 }] }).map((place) => place?.line)).toEqual([
      4, 5,
    ]);
  });

  it('may be worth a look only', () => {
    expect(problemsOfNotes([{ file: 'a:b.jinja:3:7', message: 'm' }], ROOT)).toEqual([
      {
        severity: 'warning',
        message: 'm',
        place: { file: path.join(ROOT, 'a:b.jinja'), line: 3, column: 7 },
      },
    ]);
  });
});

describe('what is wrong with an answer', () => {
  const template = { questions: [{ id: 'count', file: MANIFEST, line: 6 }] } as unknown as Template;
  const wrong = {
    problems: [{ code: 'validation_failed', field: 'count', message: 'm' }],
    notes: [],
  } as const;

  it.each(['count: x', '"count": x', "'count' : x"])('is shown at the answer: %s', (line) => {
    expect(problemsOfAnswers(wrong, template, `# count: 1\n${line}\n`)).toMatchObject([{ answersLine: 2 }]);
  });

  it('is shown at the question where the default is wrong', () => {
    expect(problemsOfAnswers(wrong, template, '# count: 1\n')).toEqual([
      { severity: 'error', message: 'm', place: { file: MANIFEST, line: 7, column: 1 } },
    ]);
  });
});
