import { describe, expect, it } from 'vitest';
import type { PreviewFinding } from '../../../webview-ui/protocol';
import { sectionsOf } from '../../../webview-ui/wizard/contents';
import { neighbour, problemsOf, problemsOfForm, requiredAnswers } from '../../../webview-ui/wizard/problems';
import { chooser, field, form, preview, state } from './samples';

const wrong = field('question:z_step', {
  label: 'Z step',
  required: true,
  error: 'Above the limit.',
  value: '3',
});
const missing = field('objective', { label: 'Objective', required: true, missing: true });
const finding: PreviewFinding = { tier: 'hard', message: 'A placeholder.', path: 'a.txt', line: 6 };

const incomplete = state({
  form: form({ questions: [wrong], core: [field('label', { required: true, value: 'x' }), missing] }),
  preview: {
    preview: preview({ findings: [finding] }),
    reason: '',
    obstacles: ['It exists.'],
    isCurrent: true,
  },
});

describe('the problems of a state', () => {
  it('come in the order of the page: fields, what speaks against it, findings', () => {
    expect(problemsOf(incomplete).map(({ target, kind }) => `${kind} ${target}`)).toEqual([
      'error question:z_step',
      'missing objective',
      'obstacle obstacle:0',
      'finding finding:0',
    ]);
  });

  it('that keep from creating are those of fields', () => {
    expect(problemsOfForm(incomplete.form)).toHaveLength(2);
  });

  it('include what was not chosen, and a custom field that is wrong', () => {
    const given = form({
      project: chooser(null),
      template: chooser('gone', { error: 'It is not there any more.' }),
      custom: [{ label: '', value: 'x', error: 'Give it a label.' }],
    });
    expect(problemsOfForm(given).map(({ target, kind, label }) => [target, kind, label])).toEqual([
      ['project', 'missing', 'Project'],
      ['template', 'error', 'Template'],
      ['custom:0', 'error', 'Field 1'],
    ]);
  });

  it('ask a new project for no project', () => {
    expect(problemsOfForm(form({ project: null }))).toEqual([]);
  });

  it('are gone through in a ring, from either end where the focus is at none of them', () => {
    const problems = problemsOf(incomplete);
    expect(neighbour(problems, 'question:z_step', 1)?.target).toBe('objective');
    expect(neighbour(problems, 'finding:0', 1)?.target).toBe('question:z_step');
    expect(neighbour(problems, 'question:z_step', -1)?.target).toBe('finding:0');
    expect(neighbour(problems, null, -1)?.target).toBe('finding:0');
    expect(neighbour([], null, 1)).toBeNull();
  });
});

describe('the contents', () => {
  it('name what each section needs', () => {
    const sections = new Map(sectionsOf(incomplete).map((section) => [section.id, section]));
    expect(sections.get('project')).toMatchObject({ status: 'done', digest: 'PROJ-0042' });
    expect(sections.get('questions')).toMatchObject({ status: 'error', digest: '1 error' });
    expect(sections.get('questions')?.problems.map((problem) => problem.label)).toEqual(['Z step']);
    expect(sections.get('readme')).toMatchObject({ status: 'missing', digest: '1 missing' });
    expect(sections.get('preview')).toMatchObject({
      status: 'error',
      digest: '1 error, 1 finding',
      problems: [],
    });
  });

  it('do not say a section’s own name again below it', () => {
    const sections = sectionsOf(state({ form: form({ project: chooser(null) }) }));
    expect(sections[0]).toMatchObject({ id: 'project', status: 'missing', problems: [] });
  });

  it('leave open what comes after the template', () => {
    const sections = sectionsOf(state({ form: form({ template: chooser(null) }) }));
    expect(sections.find((section) => section.id === 'questions')?.status).toBe('open');
  });

  it('leave the preview open where it is not of these answers', () => {
    const old = state({
      preview: { preview: preview(), reason: 'It cannot be rendered.', obstacles: [], isCurrent: true },
    });
    expect(sectionsOf(old).at(-1)?.status).toBe('open');
  });
});

describe('the required answers', () => {
  it('count what is chosen and what is given without an error', () => {
    expect(requiredAnswers(incomplete.form)).toEqual({ given: 4, of: 6 });
    expect(requiredAnswers(form({ project: null, equipment: chooser(null) }))).toEqual({ given: 1, of: 2 });
  });
});
