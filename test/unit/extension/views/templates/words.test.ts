import { describe, expect, it } from 'vitest';
import type { LintProblem, Severity, Template } from '../../../../../core/templates';
import {
  lintNodes,
  type GroupNode,
  type LintState,
  type TemplateNode,
} from '../../../../../extension/views/templates/nodes';
import {
  descriptionOf,
  faceOf,
  lintNote,
  spokenOf,
  tooltipOf,
} from '../../../../../extension/views/templates/words';

function problem(severity: Severity, line = 1): LintProblem {
  return {
    code: 'question-type',
    severity,
    file: '/t/plate/copier.yml',
    line,
    column: 1,
    message: 'It is wrong.',
  };
}

function linted(...severities: Severity[]): LintState {
  return { kind: 'linted', problems: severities.map((severity) => problem(severity)) };
}

const LOADED = { type: 'run', runScope: 'test', version: '1.2.0', description: 'Plates' } as Template;
const NODE: TemplateNode = {
  type: 'template',
  id: 'template:group:global:plate',
  entry: { name: 'plate', origin: 'global', path: '/t/plate', template: LOADED, problem: null },
  reference: 'plate',
};

describe('what lint says in a few words', () => {
  it.each<[LintState | undefined, string]>([
    [undefined, ''],
    [linted(), ''],
    [linted('error', 'error', 'warning'), '2 errors'],
    [linted('error'), '1 error'],
    [linted('warning', 'information'), '1 warning'],
    [linted('information', 'information'), '2 notes'],
    [{ kind: 'failed', message: 'no' }, 'cannot be checked'],
  ])('%j: %s', (state, note) => {
    expect(lintNote(state)).toBe(note);
  });
});

describe('a template in the view', () => {
  it('says its state, its version and what it is for, also to who does not see it', () => {
    expect(descriptionOf(NODE, linted('error'))).toBe('1 error · 1.2.0');
    expect(spokenOf(NODE, linted('error'))).toBe('plate, for test runs, 1 error · 1.2.0');
    expect(tooltipOf(NODE, linted())).toBe(
      ['plate 1.2.0', 'Plates', 'for test runs', 'Checked: no problems', '/t/plate'].join('\n'),
    );
  });

  it('has an icon that tells whether somebody has to look', () => {
    expect(faceOf(NODE, undefined)).toEqual({ icon: 'beaker' });
    expect(faceOf(NODE, linted('information'))).toEqual({ icon: 'beaker' });
    expect(faceOf(NODE, linted('warning')).icon).toBe('warning');
    expect(faceOf(NODE, linted('warning', 'error')).icon).toBe('error');
  });

  it('has its problems below it, each with an id of its own', () => {
    const state: LintState = {
      kind: 'linted',
      problems: [problem('error'), problem('error'), problem('warning', 2)],
    };
    const nodes = lintNodes(NODE, state);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(3);
    expect(nodes.map((node) => spokenOf(node, undefined))).toEqual([
      'Error, It is wrong., copier.yml:1',
      'Error, It is wrong., copier.yml:1',
      'Warning, It is wrong., copier.yml:2',
    ]);
  });
});

describe('a place of templates in the view', () => {
  it('is called by whose they are', () => {
    const group = { type: 'group', id: 'g', folder: '/t', children: [NODE] } as const;
    const own: GroupNode = { ...group, origin: 'equipment', equipment: { id: 'S', label: 'Scope' } };
    expect(spokenOf(own, undefined)).toBe('Scope, 1 template');
    expect(spokenOf({ ...group, origin: 'bundled', children: [NODE, NODE] }, undefined)).toBe(
      'Included, 2 templates',
    );
  });
});
