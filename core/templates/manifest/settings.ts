import { ANSWERS_FILE } from '../../layout';
import { l10n } from '../../system';
import type { Templated, TemplateSettings } from '../model';
import { checkCopierVersion } from './copier-version';
import { FieldReader } from './fields';
import { warnOfNearMisses } from './known-keys';
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

/** Copier's settings of a manifest, as far as they could be read. */
export interface ManifestSettings extends Omit<TemplateSettings, 'language'> {
  readonly secretQuestions: readonly string[];
}

/** Reads Copier's settings (spec 3.3) and reports those that are wrong, or never run here. */
export function readSettings(root: MappingNode, templated: TemplatedReader): ManifestSettings {
  const reader = new SettingsReader(root, templated);
  const settings = reader.read();
  warnOfTheUnrun(root, templated.report);
  checkCopierVersion(root, templated.report);
  warnOfNearMisses(root, templated.report);
  return settings;
}

class SettingsReader {
  private readonly fields: FieldReader;

  constructor(
    private readonly root: MappingNode,
    private readonly templated: TemplatedReader,
  ) {
    this.fields = new FieldReader(templated.report, 'setting-invalid');
  }

  read(): ManifestSettings {
    const subdirectory = this.templatedText('_subdirectory') ?? '';
    const suffix = this.given('_templates_suffix');
    return {
      suffix: this.fields.text(suffix, '_templates_suffix') ?? DEFAULT_SUFFIX,
      subdirectory,
      exclude: this.exclude(subdirectory),
      skipIfExists: this.patterns('_skip_if_exists'),
      preserveSymlinks: this.fields.bool(this.given('_preserve_symlinks'), '_preserve_symlinks') ?? false,
      messageBeforeCopy: this.message('_message_before_copy'),
      messageAfterCopy: this.message('_message_after_copy'),
      secretQuestions: this.fields.texts(this.given('_secret_questions'), '_secret_questions'),
    };
  }

  /** The value of a key; undefined where it is written without one. */
  private given(key: string): ManifestNode | undefined {
    const node = valueOf(this.root, key);
    return node?.kind === 'scalar' && node.type === 'null' ? undefined : node;
  }

  private message(key: string): Templated {
    return this.templated.value(valueOf(this.root, key), key, 'setting-invalid', '');
  }

  /** A text that is rendered when the answers are known; undefined, and reported, where it does not parse. */
  private templatedText(key: string): string | undefined {
    const node = this.given(key);
    const text = this.fields.text(node, key);
    if (text === undefined || node?.kind !== 'scalar') return undefined;
    return this.templated.text(node) === undefined ? undefined : text;
  }

  /** Without a subdirectory Copier's own files would be rendered too, so they are left out by default. */
  private exclude(subdirectory: string): readonly string[] {
    if (this.given('_exclude') !== undefined) return this.patterns('_exclude');
    const isRoot =
      !subdirectory.startsWith('/') && subdirectory.split('/').every((name) => name === '' || name === '.');
    return isRoot ? DEFAULT_EXCLUDE : [];
  }

  private patterns(key: string): readonly string[] {
    return this.fields.list(this.given(key), key).flatMap((item) => {
      const pattern = this.fields.text(item, key);
      if (pattern === undefined || item.kind !== 'scalar') return [];
      return this.templated.text(item) === undefined ? [] : [pattern];
    });
  }
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
      { data: { kind: 'idle-entry', key } },
    );
  }
  const answers = valueOf(root, '_answers_file');
  if (answers === undefined || (answers.kind === 'scalar' && answers.text === ANSWERS_FILE)) return;
  report.add(
    'answers-file',
    l10n.t("The answers are always written to '{0}': set '_answers_file' to that.", ANSWERS_FILE),
    answers.range,
    answers.kind === 'scalar'
      ? { data: { kind: 'wrong-value', key: '_answers_file', value: ANSWERS_FILE } }
      : {},
  );
}
