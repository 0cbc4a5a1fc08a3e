import { l10n, nearest } from '../../system';
import type { TemplateSettings } from '../model';
import { EXLAB_KEYS } from './exlab-keys';
import { FieldReader } from './fields';
import { entryOf, valueOf, type ManifestNode, type MappingNode } from './nodes';
import type { ManifestReport } from './report';
import type { TemplatedReader } from './templated';

/** What Copier leaves out where a template says nothing and has no subdirectory. */
const DEFAULT_EXCLUDE = [
  'copier.yaml',
  'copier.yml',
  '~*',
  '*.py[co]',
  '__pycache__',
  '.git',
  '.DS_Store',
  '.svn',
];

const DEFAULT_SUFFIX = '.jinja';

/** Copier 9 is the format that is served. */
const COPIER_MAJOR = 9;

/** Copier's own settings; those that only matter to updates or prompts are left alone. */
const COPIER_SETTINGS = [
  '_answers_file',
  '_envops',
  '_exclude',
  '_external_data',
  '_jinja_extensions',
  '_message_after_copy',
  '_message_after_update',
  '_message_before_copy',
  '_message_before_update',
  '_migrations',
  '_min_copier_version',
  '_preserve_symlinks',
  '_secret_questions',
  '_skip_if_exists',
  '_subdirectory',
  '_tasks',
  '_templates_suffix',
];

/** Copier's settings of a manifest, as far as they could be read. */
export interface ManifestSettings extends Omit<TemplateSettings, 'language'> {
  readonly subdirectory: string;
  readonly secretQuestions: readonly string[];
}

/** Reads Copier's settings (spec 3.3) and reports those that are wrong, not served yet, or never run. */
export function readSettings(root: MappingNode, templated: TemplatedReader): ManifestSettings {
  const { report } = templated;
  const fields = new FieldReader(report, 'setting-invalid');
  const suffix = valueOf(root, '_templates_suffix');
  const subdirectory = readSubdirectory(root, fields, report);
  refuseUnserved(root, report);
  warnOfTheUnrun(root, report);
  readCopierVersion(root, fields, report);
  warnOfNearMisses(root, report);
  return {
    suffix: isNothing(suffix) ? DEFAULT_SUFFIX : (fields.text(suffix, '_templates_suffix') ?? DEFAULT_SUFFIX),
    exclude: readExclude(root, subdirectory, fields, templated),
    messageBeforeCopy: templated.value(
      valueOf(root, '_message_before_copy'),
      '_message_before_copy',
      'setting-invalid',
      '',
    ),
    messageAfterCopy: templated.value(
      valueOf(root, '_message_after_copy'),
      '_message_after_copy',
      'setting-invalid',
      '',
    ),
    subdirectory,
    secretQuestions: fields.texts(valueOf(root, '_secret_questions'), '_secret_questions'),
  };
}

function isNothing(node: ManifestNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.type === 'null');
}

function readSubdirectory(root: MappingNode, fields: FieldReader, report: ManifestReport): string {
  const node = valueOf(root, '_subdirectory');
  const subdirectory = isNothing(node) ? '' : (fields.text(node, '_subdirectory') ?? '');
  if (/\{[{%#]/.test(subdirectory)) {
    report.add(
      'setting-unsupported',
      l10n.t("A templated '_subdirectory' is not supported yet: name one folder."),
      node?.range,
    );
    return '';
  }
  return subdirectory;
}

/** Without a subdirectory Copier's own files would be rendered too, so they are left out by default. */
function readExclude(
  root: MappingNode,
  subdirectory: string,
  fields: FieldReader,
  templated: TemplatedReader,
): readonly string[] {
  const node = valueOf(root, '_exclude');
  if (node === undefined) return ['', '.', './'].includes(subdirectory) ? DEFAULT_EXCLUDE : [];
  return fields.list(node, '_exclude').flatMap((item) => {
    const pattern = fields.text(item, '_exclude');
    if (pattern === undefined || item.kind !== 'scalar') return [];
    return templated.text(item) === undefined ? [] : [pattern];
  });
}

/** What would change the output and is not served: it must never be passed over in silence. */
function refuseUnserved(root: MappingNode, report: ManifestReport): void {
  const refuse = (key: string, message: string): void => {
    const node = valueOf(root, key);
    if (node !== undefined && !isEmpty(node)) report.add('setting-unsupported', message, node.range);
  };
  refuse(
    '_jinja_extensions',
    l10n.t(
      "'_jinja_extensions' is not supported yet: remove it, and what the template uses of the extensions.",
    ),
  );
  refuse('_external_data', l10n.t("'_external_data' is not supported yet: ask for the values instead."));
  refuse(
    '_preserve_symlinks',
    l10n.t("'_preserve_symlinks' is not supported yet: without it, what a link points to is copied."),
  );
}

function isEmpty(node: ManifestNode): boolean {
  if (node.kind === 'list') return node.items.length === 0;
  if (node.kind === 'mapping') return node.entries.length === 0;
  return node.type === 'null' || node.value === false || node.value === '';
}

function warnOfTheUnrun(root: MappingNode, report: ManifestReport): void {
  for (const key of ['_tasks', '_migrations']) {
    const entry = entryOf(root, key);
    if (entry === undefined || isEmpty(entry.value)) continue;
    report.add(
      'tasks-never-run',
      l10n.t(
        "'{0}' is never run here: commands of a template are not executed. Do the work in a plugin.",
        key,
      ),
      entry.key.range,
    );
  }
  const answers = valueOf(root, '_answers_file');
  if (answers?.kind === 'scalar' && answers.text !== '.exlab-answers.yml') {
    report.add(
      'answers-file',
      l10n.t("The answers are always written to '.exlab-answers.yml': set '_answers_file' to that."),
      answers.range,
    );
  }
}

function readCopierVersion(root: MappingNode, fields: FieldReader, report: ManifestReport): void {
  const node = valueOf(root, '_min_copier_version');
  if (node === undefined) {
    report.add('copier-version', l10n.t("'_min_copier_version' is missing: add '9.0.0'."));
    return;
  }
  const written = fields.written(node, '_min_copier_version');
  if (written === undefined) return;
  const major = Number(/^v?(\d+)(?:[.\s]|$)/.exec(written.trim())?.[1] ?? NaN);
  if (Number.isNaN(major)) {
    report.add(
      'setting-invalid',
      l10n.t("'_min_copier_version' must be a version such as '9.0.0'."),
      node.range,
    );
  } else if (major < COPIER_MAJOR) {
    report.add(
      'copier-version',
      l10n.t("'_min_copier_version' is below 9: set it to '9.0.0' or later."),
      node.range,
    );
  } else if (major > COPIER_MAJOR) {
    report.add(
      'setting-unsupported',
      l10n.t(
        'The template asks for Copier {0}, and the format of Copier {1} is supported.',
        written,
        COPIER_MAJOR,
      ),
      node.range,
    );
  }
}

function warnOfNearMisses(root: MappingNode, report: ManifestReport): void {
  const known: readonly string[] = [...EXLAB_KEYS, ...COPIER_SETTINGS];
  for (const { key } of root.entries) {
    if (!key.text.startsWith('_') || known.includes(key.text)) continue;
    const meant = nearest(key.text, known);
    if (meant !== undefined) {
      report.add(
        'near-miss-key',
        l10n.t("'{0}' has no meaning; did you mean '{1}'?", key.text, meant),
        key.range,
      );
    }
  }
}
