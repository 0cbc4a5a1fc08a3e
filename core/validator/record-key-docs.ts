import type { KeyDocs } from '../config';
import { CREATION_RECORD, README_FIELDS_RECORD } from '../layout';
import { l10n } from '../system';

const version = (): string => l10n.t('The version of the keys in this record.');

/** `creation.json`: of all that it holds, only the last two ever change (spec 1.2). */
const CREATION_KEY_DOCS: KeyDocs = {
  schema_version: version,
  created_at: () => l10n.t('When it was created, in UTC.'),
  created_by: () => l10n.t('The operator who created it.'),
  level: () => l10n.t('What the folder is.'),
  run_kind: () =>
    l10n.t("The kind of the run; its folder's name and place agree. Of a project 'experimental'."),
  lims_project: () => l10n.t('The project in the LIMS that it belongs to.'),
  'lims_project.uid': () =>
    l10n.t("The LIMS's own name for the project. It may be empty where it was typed by hand."),
  'lims_project.short_id': () => l10n.t('The short id of the project, as its folder is called.'),
  'lims_project.name_at_creation': () => l10n.t('What the project was called when this was created.'),
  'lims_project.source': () => l10n.t('Where the facts of the project came from.'),
  'lims_project.cache_freshness_at_use': () =>
    l10n.t('When the facts were fetched; null where they came from the LIMS itself.'),
  template: () => l10n.t('The template that it was made from.'),
  'template.source_path': () => l10n.t('Where the template was on the computer that created it.'),
  'template.run_scope': () => l10n.t('The kinds of runs that the template is for; null for one of projects.'),
  variables: () => l10n.t('The answers to the questions of the template. Secret ones are never stored.'),
  plugins_applied: () => l10n.t('What each plugin has done.'),
  'plugins_applied[].status': () => l10n.t('How the plugin ended.'),
  rendered: () => l10n.t('The files that came out of rendering: only their texts are searched in an audit.'),
  'rendered[].exempt': () => l10n.t('What looks like a placeholder there and is none, with the reason.'),
  paths: () => l10n.t('Where it was created, and where its copy is.'),
  'paths.nas': () => l10n.t('Its folder on the NAS; empty where there is none.'),
  orchestrator: () => l10n.t('The computer that stages it; only there where one does.'),
  sync_status: () =>
    l10n.t('How far the copy on the NAS is. ExLab Wizard keeps it: do not change it by hand.'),
  validation_overrides: () =>
    l10n.t('Which rules this may break, who said so, and why. Entries are only ever added.'),
};

/** `readme_fields.json`, and with it the front matter of README.md (spec 10). */
const README_KEY_DOCS: KeyDocs = {
  schema_version: version,
  generated_at: () => l10n.t('When README.md was generated, in UTC.'),
  core_fields: () => l10n.t('The fields that every README has.'),
  'core_fields.label': () => l10n.t('What people call it. Every README has this field.'),
  'core_fields.operator': () => l10n.t('Who works on it. Every README has this field.'),
  'core_fields.objective': () => l10n.t('What it is for. Every README has this field.'),
  template_fields: () => l10n.t('The fields that the template adds.'),
  config_fields: () => l10n.t("The fields that the lab adds to every README, by 'readme.defaults'."),
  custom_fields: () => l10n.t('The fields that were added by hand, in their order.'),
  system_fields: () => l10n.t('What is known without asking.'),
  'system_fields.created': () => l10n.t('When it was created, in UTC.'),
  'system_fields.created_by': () => l10n.t('The account on the computer that created it.'),
  'system_fields.equipment': () => l10n.t('The instrument that it belongs to.'),
  'system_fields.template': () => l10n.t('The template that it was made from.'),
  'system_fields.project': () => l10n.t('The short id of its project.'),
  'system_fields.run': () => l10n.t("The name of the run's folder."),
  'system_fields.run_kind': () => l10n.t('The kind of the run.'),
};

/** What is written of the keys of records, by the names of their files and the patterns of their keys. */
export const RECORD_KEY_DOCS: Readonly<Record<string, KeyDocs>> = {
  [CREATION_RECORD]: CREATION_KEY_DOCS,
  [README_FIELDS_RECORD]: README_KEY_DOCS,
};
