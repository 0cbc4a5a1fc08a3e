import type { Choice, Chooser, WizardState } from '../protocol';
import type { SectionId } from './fields';
import { l10n } from './l10n';
import { problemsOf, type Problem } from './problems';
import { countOfErrors, countOfFindings, countOfMissing } from './words';

/** A line of the contents. */
export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly status: 'done' | 'open' | 'missing' | 'error' | 'finding';
  /** What was chosen, or what is wrong in a few words. */
  readonly digest: string;
  /** What is missing or wrong in fields, by name. */
  readonly problems: readonly Problem[];
}

/** The sections of the page in their order, with what each of them still needs. */
export function sectionsOf(state: WizardState): readonly Section[] {
  const { form, preview } = state;
  const problems = problemsOf(state);
  const section = (id: SectionId, title: string, digest: string, isOpen = false): Section => {
    const own = problems.filter((problem) => problem.section === id);
    const found = digestOf(own);
    return {
      id,
      title,
      status: statusOf(own, isOpen),
      digest: found === '' ? digest : found,
      // A chooser's problem has the name of its section: it would be said twice.
      problems: own.filter((problem) => isField(problem) && problem.target !== id),
    };
  };
  const noTemplate = form.template.value === null;
  return [
    section('project', l10n.t('Project'), form.project ? chosenLabel(form.project) : ''),
    section('equipment', l10n.t('Equipment'), chosenLabel(form.equipment)),
    section('template', l10n.t('Template'), templateLabel(form.template)),
    section('questions', l10n.t('Questions'), noTemplate ? l10n.t('after the template') : '', noTemplate),
    section('readme', l10n.t('README'), ''),
    section('preview', l10n.t('Preview'), '', preview.preview === null || preview.reason !== ''),
  ];
}

function isField(problem: Problem): boolean {
  return problem.kind === 'error' || problem.kind === 'missing';
}

function statusOf(problems: readonly Problem[], isOpen: boolean): Section['status'] {
  const has = (kind: Problem['kind']): boolean => problems.some((problem) => problem.kind === kind);
  if (has('error') || has('obstacle')) return 'error';
  if (has('missing')) return 'missing';
  if (has('finding')) return 'finding';
  return isOpen ? 'open' : 'done';
}

function digestOf(problems: readonly Problem[]): string {
  const count = (...kinds: readonly Problem['kind'][]): number =>
    problems.filter((problem) => kinds.includes(problem.kind)).length;
  const parts = [
    countOfErrors(count('error', 'obstacle')),
    countOfMissing(count('missing')),
    countOfFindings(count('finding')),
  ].filter((text) => text !== '');
  return parts.join(', ');
}

function chosenLabel(chooser: Chooser): string {
  return chosenOffer(chooser)?.value ?? chooser.value ?? '';
}

function templateLabel(chooser: WizardState['form']['template']): string {
  const offer = chosenOffer(chooser);
  return offer ? `${offer.label} ${offer.version}`.trim() : (chooser.value ?? '');
}

/** What was chosen, where it is still offered. */
export function chosenOffer<Offer extends Choice>(chooser: Chooser<Offer>): Offer | undefined {
  return chooser.offers.find((offer) => offer.value === chooser.value);
}
