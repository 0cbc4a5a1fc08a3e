import { l10n } from '../../core/system';
import type { OptionDeclaration } from '../command';
import { CONFIG_OPTION } from '../configuration';

/** How a template's questions are answered. */
export const ANSWER_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: 'answers',
    value: 'FILE',
    help: l10n.t("Answers to the template's questions, YAML or JSON; '-' reads standard input"),
  },
  { name: 'set', value: 'ID=VALUE', repeatable: true, help: l10n.t('One answer; beats --answers') },
];

const COMMON: readonly OptionDeclaration[] = [
  { name: 'equipment', value: 'ID', help: l10n.t('The instrument, as in the configuration') },
  { name: 'template', value: 'NAME|PATH', help: l10n.t('The template to start from') },
  { name: 'label', value: 'TEXT', help: l10n.t('A short title, at most 100 characters') },
  { name: 'operator', value: 'NAME', help: l10n.t('Who does it') },
  { name: 'objective', value: 'TEXT', help: l10n.t('What for, at most 2000 characters') },
  {
    name: 'readme',
    value: 'ID=VALUE',
    repeatable: true,
    help: l10n.t('A field of the README that the template or the configuration declares'),
  },
  {
    name: 'custom',
    value: '"LABEL=VALUE"',
    repeatable: true,
    help: l10n.t('A field of your own for the README'),
  },
  { name: 'lims-uid', value: 'UUID', help: l10n.t("The LIMS project's uid") },
  { name: 'lims-short-id', value: 'PROJ-NNNN', help: l10n.t("The LIMS project's short id") },
  { name: 'lims-name', value: 'TEXT', help: l10n.t("The LIMS project's name") },
  ...ANSWER_OPTIONS,
  { name: 'dry-run', help: l10n.t('Show what would be made, and write nothing') },
  {
    name: 'discard',
    help: l10n.t('Remove what was made where it is interrupted, instead of keeping it as unfinished'),
  },
  { name: 'no-input', help: l10n.t('Never ask; what is missing is an error') },
  CONFIG_OPTION,
];

const RUNS_ONLY: readonly OptionDeclaration[] = [
  { name: 'project', value: 'PROJ-NNNN', help: l10n.t('The project that it belongs to') },
  {
    name: 'run-date',
    value: 'ISO',
    help: l10n.t('When, such as 2026-11-20T13:00:00Z; without a zone it is UTC; default: now'),
  },
];

export const PROJECT_OPTIONS: readonly OptionDeclaration[] = COMMON;
export const RUN_OPTIONS: readonly OptionDeclaration[] = [...RUNS_ONLY, ...COMMON];
