import type { Field, PreviewFile, WizardMode } from '../protocol';
import { l10n } from './l10n';

/** "1 error", "3 errors"; empty for none. */
export function countOfErrors(count: number): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 error') : l10n.t('{0} errors', count);
}

/** "1 missing"; empty for none. */
export function countOfMissing(count: number): string {
  return count === 0 ? '' : l10n.t('{0} missing', count);
}

/** "1 finding", "2 findings"; empty for none. */
export function countOfFindings(count: number): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
}

/** "1 problem", "2 problems". */
export function countOfProblems(count: number): string {
  return count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
}

/** "1 file", "9 files". */
export function countOfFiles(count: number): string {
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', count);
}

/** What is asked for where a required answer is missing. */
export function missingText(field: Pick<Field, 'label' | 'control'>): string {
  switch (field.control) {
    case 'choice':
      return l10n.t('Choose a value for “{0}”.', field.label);
    case 'choices':
      return l10n.t('Choose at least one value for “{0}”.', field.label);
    case 'checkbox':
      return l10n.t('Choose yes or no for “{0}”.', field.label);
    case 'date':
      return l10n.t('Enter a date for “{0}”.', field.label);
    default:
      return l10n.t('Enter a value for “{0}”.', field.label);
  }
}

/** How a file comes to be, in a word. */
export function kindText(kind: PreviewFile['kind']): string {
  switch (kind) {
    case 'folder':
      return '';
    case 'rendered':
      return l10n.t('rendered');
    case 'copied':
      return l10n.t('copied');
    case 'link':
      return l10n.t('link');
    case 'record':
      return l10n.t('record');
  }
}

/** What the words of a mode are. */
export interface ModeWords {
  readonly title: string;
  readonly badge: string;
  readonly create: string;
  readonly creating: string;
  readonly created: string;
  /** The codicon that stands for it. */
  readonly icon: string;
}

/** The words of a mode: the page's title, its badge, its one primary action. */
export function wordsOfMode(mode: WizardMode): ModeWords {
  switch (mode) {
    case 'project':
      return {
        title: l10n.t('New project'),
        badge: l10n.t('Project'),
        create: l10n.t('Create project'),
        creating: l10n.t('Creating a project'),
        created: l10n.t('Project created'),
        icon: 'briefcase',
      };
    case 'experimental':
      return {
        title: l10n.t('New experimental run'),
        badge: l10n.t('Experimental'),
        create: l10n.t('Create run'),
        creating: l10n.t('Creating an experimental run'),
        created: l10n.t('Run created'),
        icon: 'pulse',
      };
    case 'test':
      return {
        title: l10n.t('New test run'),
        badge: l10n.t('Test'),
        create: l10n.t('Create test run'),
        creating: l10n.t('Creating a test run'),
        created: l10n.t('Test run created'),
        icon: 'beaker',
      };
  }
}
