import { l10n } from '../../system';
import { EXTENSIONS } from '../manifest/extensions';
import type { LanguageExtension } from '../jinja/language';

type Sentences = Readonly<Record<string, () => string>>;

/** Our keys (spec 3.2). */
const EXLAB: Sentences = {
  _exlab_type: () =>
    l10n.t('What is made from the template: a project, the folder of an equipment, or a run.'),
  _exlab_version: () => l10n.t("The template's version, which every run records. Raise it with each change."),
  _exlab_run_scope: () => l10n.t('Which runs a run template is for: experimental ones, test runs, or both.'),
  _exlab_description: () => l10n.t('One sentence that is shown where a template is chosen.'),
  _exlab_readme: () => l10n.t("Fields that the template adds to the README, under 'fields'."),
  _exlab_plugins: () => l10n.t('The plugins that work on what is made, in this order.'),
  _exlab_plugins_fatal: () =>
    l10n.t("Whether a plugin's failure ends the creation; otherwise it is recorded."),
  _exlab_allow_tokens: () =>
    l10n.t(
      "Texts like '<name>' that may stay in what is made, each with the reason, because they are no placeholders.",
    ),
  _exlab_advanced: () => l10n.t('The questions that the form folds away.'),
  _exlab_icon: () =>
    l10n.t("The name of a codicon, such as 'layers', that is shown where a template is chosen."),
};

/** Copier's settings (spec 3.3). */
const COPIER: Sentences = {
  _answers_file: () => l10n.t('Where the answers are written: always .exlab-answers.yml here.'),
  _envops: () => l10n.t('Settings of the template language: delimiters, white space, undefined names.'),
  _exclude: () => l10n.t('Patterns, as in .gitignore, of what is left out.'),
  _external_data: () => l10n.t("YAML files by name, whose content is '_external_data.name' in the template."),
  _jinja_extensions: () => l10n.t('Extensions of the template language.'),
  _message_after_copy: () => l10n.t('Shown when all is made.'),
  _message_after_update: () => l10n.t('Has no effect here: what is made is never updated.'),
  _message_before_copy: () => l10n.t('Shown with the plan, before anything is made.'),
  _message_before_update: () => l10n.t('Has no effect here: what is made is never updated.'),
  _migrations: () =>
    l10n.t('Never run here: commands of a template are not executed. Do the work in a plugin.'),
  _min_copier_version: () => l10n.t("The oldest Copier that understands the template, such as '9.0.0'."),
  _preserve_symlinks: () => l10n.t('Whether links stay links; otherwise what they lead to is copied.'),
  _secret_questions: () => l10n.t('The questions whose answers are recorded nowhere.'),
  _skip_if_exists: () => l10n.t('Patterns of files that give way where two sources become the same file.'),
  _subdirectory: () => l10n.t("The folder whose content is rendered; without it the template's own folder."),
  _tasks: () => l10n.t('Never run here: commands of a template are not executed. Do the work in a plugin.'),
  _templates_suffix: () =>
    l10n.t("What the names of files end with that are templates; '.jinja' where nothing is said."),
};

/** What a question says of itself (spec 3.3). */
const QUESTION: Sentences = {
  type: () => l10n.t('The kind of the answer; without it that of the default.'),
  help: () => l10n.t('What the operator reads beside the question.'),
  choices: () =>
    l10n.t('What may be answered: values, pairs of label and value, or a mapping of labels to values.'),
  multiselect: () => l10n.t('Whether several choices may be taken; the answer is a list then.'),
  default: () => l10n.t('The answer where nobody gives another one; it may be a template.'),
  placeholder: () => l10n.t('What stands in the empty field.'),
  secret: () => l10n.t('Whether the answer is typed unseen and recorded nowhere.'),
  multiline: () => l10n.t('Whether the answer may have several lines.'),
  validator: () =>
    l10n.t('A template that renders to what is wrong with the answer, and to nothing where it is right.'),
  when: () => l10n.t("Whether it is asked; with 'false' its default is computed and nobody is asked."),
  qmark: () => l10n.t('What stands before the question on a terminal.'),
};

/** What a field of the README says of itself (spec 10). */
const README_FIELD: Sentences = {
  id: () => l10n.t('The name under which the field is recorded.'),
  label: () => l10n.t('What the field is called where it is filled in.'),
  type: () => l10n.t('What the field holds: a line, a text, a choice, a day, or yes and no.'),
  options: () => l10n.t("What may be chosen, where the type is 'choice'."),
  required: () => l10n.t('Whether a run needs it before it is complete.'),
  default: () => l10n.t('What stands in it at first.'),
  hint: () => l10n.t('What is said below the field.'),
};

/** The settings of `_envops`. */
const ENVOPS: Sentences = {
  block_start_string: () => l10n.t("What begins a tag, '{%' by default."),
  block_end_string: () => l10n.t("What ends a tag, '%}' by default."),
  variable_start_string: () => l10n.t("What begins an expression, '{{' by default."),
  variable_end_string: () => l10n.t("What ends an expression, '}}' by default."),
  comment_start_string: () => l10n.t("What begins a comment, '{#' by default."),
  comment_end_string: () => l10n.t("What ends a comment, '#}' by default."),
  line_statement_prefix: () => l10n.t('What makes a whole line a tag.'),
  line_comment_prefix: () => l10n.t('What makes the rest of a line a comment.'),
  trim_blocks: () => l10n.t('Whether the line end behind a tag is left out.'),
  lstrip_blocks: () => l10n.t('Whether blanks before a tag at the start of a line are left out.'),
  keep_trailing_newline: () => l10n.t('Whether the last line end is kept, as it is by default.'),
  autoescape: () => l10n.t('Whether what is written is made harmless for HTML.'),
  newline_sequence: () => l10n.t('What every line end becomes.'),
  undefined: () => l10n.t('What happens with names that nothing defines.'),
  finalize: () => l10n.t('Refused: it is a function of Python, which is never run here.'),
  optimized: () => l10n.t('Changes nothing of what is made.'),
  cache_size: () => l10n.t('Changes nothing of what is made.'),
  auto_reload: () => l10n.t('Changes nothing of what is made.'),
  enable_async: () => l10n.t('Changes nothing of what is made.'),
};

/** The variables that every template sees (spec 3.3), and Copier's own. */
const VARIABLES: Sentences = {
  label: () => l10n.t('What the operator calls the run or project.'),
  operator: () => l10n.t('Who makes it.'),
  objective: () => l10n.t('What it is made for.'),
  project_short_id: () => l10n.t('The short id of the project.'),
  project_name: () => l10n.t('The name of the project.'),
  equipment_id: () => l10n.t('The id of the equipment.'),
  equipment_label: () => l10n.t('What the equipment is called.'),
  run_kind: () => l10n.t("'experimental' or 'test'. Only in runs."),
  run_date: () => l10n.t('When the run was made, such as 2026-11-20T13:00:00Z. Only in runs.'),
  run_name: () => l10n.t("The name of the run's folder. Only in runs."),
  _copier_conf: () => l10n.t("Copier's settings, as they are when it copies for the first time."),
  _copier_answers: () => l10n.t('The answers that are remembered.'),
  _copier_phase: () => l10n.t("'prompt' while questions are asked, 'render' while files are made."),
  _copier_operation: () => l10n.t("Always 'copy'."),
  _folder_name: () => l10n.t('The name of the folder that is made.'),
  _external_data: () => l10n.t('What the files of the setting _external_data hold.'),
};

const EXTENSION_WORDS: Readonly<Record<LanguageExtension, () => string>> = {
  do: () => l10n.t('The tag do.'),
  loopcontrols: () => l10n.t('The tags break and continue.'),
  i18n: () => l10n.t('The tag trans, which is refused: there are no translations.'),
  debug: () => l10n.t('The tag debug, which is refused: it writes the inside of Python.'),
  time: () => l10n.t('The tag now.'),
  yield: () => l10n.t('The tag yield, which is always there.'),
  ansible: () => l10n.t('Filters of Ansible, which are always there.'),
};

const TABLES = {
  setting: { ...EXLAB, ...COPIER },
  question: QUESTION,
  'readme field': README_FIELD,
  envops: ENVOPS,
  variable: VARIABLES,
} as const satisfies Record<string, Sentences>;

export type ManifestWordKind = keyof typeof TABLES | 'extension';

/** What is said of a word of manifests, in the user's language; undefined for an unknown one. */
export function manifestWord(kind: ManifestWordKind, word: string): string | undefined {
  if (kind === 'extension') {
    if (!EXTENSIONS.has(word)) return undefined;
    const extension = EXTENSIONS.get(word);
    return extension
      ? EXTENSION_WORDS[extension]()
      : l10n.t('Brings nothing more: it is a part of the language.');
  }
  const table: Sentences = TABLES[kind];
  return Object.hasOwn(table, word) ? table[word]?.() : undefined;
}

/** The words of a kind. */
export function manifestWords(kind: ManifestWordKind): readonly string[] {
  return kind === 'extension' ? [...EXTENSIONS.keys()] : Object.keys(TABLES[kind]);
}
