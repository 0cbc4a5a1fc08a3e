import * as path from 'node:path';
import { l10n } from '../../../core/system';
import type { LintProblem, Severity, Template } from '../../../core/templates';
import type { GroupNode, LintNode, LintState, TemplateNode, TemplatesNode } from './nodes';

/** What a node is called in the tree. */
export function titleOf(node: TemplatesNode): string {
  switch (node.type) {
    case 'group':
      return groupTitle(node);
    case 'template':
      return node.entry.name;
    case 'problem':
      return node.problem.message;
    case 'trouble':
      return node.error.message;
  }
}

function groupTitle({ origin, equipment }: GroupNode): string {
  if (equipment !== undefined) return equipment.label;
  return origin === 'bundled' ? l10n.t('Included') : l10n.t('Lab');
}

/** What stands beside the title: how many there are, what lint says, where a problem is. */
export function descriptionOf(node: TemplatesNode, lint: LintState | undefined): string {
  switch (node.type) {
    case 'group':
      return node.children.length.toLocaleString();
    case 'template':
      return [lintNote(lint), node.entry.template?.version ?? ''].filter((part) => part !== '').join(' · ');
    case 'problem':
      return placeOf(node);
    case 'trouble':
      return '';
  }
}

/** What lint says in a few words: nothing as long as nothing is known, or nothing is wrong. */
export function lintNote(lint: LintState | undefined): string {
  if (lint === undefined) return '';
  if (lint.kind === 'failed') return l10n.t('cannot be checked');
  const { errors, warnings, notes } = countOf(lint.problems);
  if (errors > 0) return errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors);
  if (warnings > 0) return warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings);
  return notes === 0 ? '' : notes === 1 ? l10n.t('1 note') : l10n.t('{0} notes', notes);
}

/** How many problems there are of each kind. */
export function countOf(problems: readonly Pick<LintProblem, 'severity'>[]) {
  const count = (severity: Severity): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('information') };
}

/** Where a problem is, from the folder of its template on: `template/a.txt.jinja:3`. */
export function placeOf({ root, problem }: Pick<LintNode, 'root' | 'problem'>): string {
  const file = path.relative(root, problem.file).split(path.sep).join('/');
  return `${file === '' ? path.basename(root) : file}:${problem.line}`;
}

/** All that a screen reader says of a node. */
export function spokenOf(node: TemplatesNode, lint: LintState | undefined): string {
  const description = descriptionOf(node, lint);
  switch (node.type) {
    case 'group':
      return node.children.length === 1
        ? l10n.t('{0}, 1 template', titleOf(node))
        : l10n.t('{0}, {1} templates', titleOf(node), node.children.length);
    case 'template':
      return [titleOf(node), kindNote(node.entry.template), description].filter(Boolean).join(', ');
    case 'problem':
      return [severityWord(node.problem.severity), titleOf(node), description].join(', ');
    case 'trouble':
      return titleOf(node);
  }
}

function severityWord(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    case 'information':
      return l10n.t('Note');
  }
}

/** What a template is for. */
export function kindNote(template: Template | null): string {
  if (template === null) return l10n.t('does not load');
  switch (template.type) {
    case 'project':
      return l10n.t('for projects');
    case 'equipment':
      return l10n.t('for instruments');
    case 'run':
      return runNote(template.runScope);
  }
}

function runNote(scope: Template['runScope']): string {
  switch (scope) {
    case 'experimental':
      return l10n.t('for runs, no test runs');
    case 'test':
      return l10n.t('for test runs');
    default:
      return l10n.t('for runs and test runs');
  }
}

/** All that is known of a node, line by line. */
export function tooltipOf(node: TemplatesNode, lint: LintState | undefined): string {
  switch (node.type) {
    case 'group':
      return [spokenOf(node, lint), node.folder].join('\n');
    case 'template':
      return templateLines(node, lint)
        .filter((line) => line !== '')
        .join('\n');
    case 'problem':
      return [node.problem.message, `${placeOf(node)} (${node.problem.code})`].join('\n');
    case 'trouble':
      return titleOf(node);
  }
}

function templateLines({ entry }: TemplateNode, lint: LintState | undefined): string[] {
  const { name, template, problem } = entry;
  return [
    template === null ? name : `${name} ${template.version}`,
    template?.description ?? '',
    kindNote(template),
    problem?.message ?? '',
    lintSentence(lint),
    entry.path,
  ];
}

function lintSentence(lint: LintState | undefined): string {
  if (lint === undefined) return l10n.t('Not checked yet');
  if (lint.kind === 'failed') return lint.message;
  const { errors, warnings, notes } = countOf(lint.problems);
  if (errors + warnings + notes === 0) return l10n.t('Checked: no problems');
  return l10n.t('Checked: {0} errors, {1} warnings, {2} notes', errors, warnings, notes);
}

/** The icon of a node, and the theme's colour for it where somebody has to look. */
export function faceOf(
  node: TemplatesNode,
  lint: LintState | undefined,
): { readonly icon: string; readonly color?: string } {
  switch (node.type) {
    case 'group':
      return { icon: groupIcon(node) };
    case 'problem':
      return severityFace(node.problem.severity);
    case 'trouble':
      return severityFace('warning');
    case 'template': {
      const { errors, warnings } = countOf(lint?.kind === 'linted' ? lint.problems : []);
      if (errors > 0 || node.entry.template === null) return severityFace('error');
      if (warnings > 0 || lint?.kind === 'failed') return severityFace('warning');
      return { icon: kindIcon(node.entry.template) };
    }
  }
}

function groupIcon({ origin, equipment }: GroupNode): string {
  if (equipment !== undefined) return 'circuit-board';
  return origin === 'bundled' ? 'package' : 'library';
}

function kindIcon({ type }: Template): string {
  switch (type) {
    case 'project':
      return 'project';
    case 'equipment':
      return 'circuit-board';
    case 'run':
      return 'beaker';
  }
}

/** How a severity looks. */
export function severityFace(severity: Severity): { readonly icon: string; readonly color?: string } {
  switch (severity) {
    case 'error':
      return { icon: 'error', color: 'list.errorForeground' };
    case 'warning':
      return { icon: 'warning', color: 'list.warningForeground' };
    case 'information':
      return { icon: 'info' };
  }
}
