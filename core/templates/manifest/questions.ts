import { l10n, nearest } from '../../system';
import { castAnswer } from '../casts';
import type { CompiledTemplate } from '../jinja/language';
import type { ChoiceSource, Question, QuestionType, Templated } from '../model';
import { isCompiled } from '../evaluate';
import { readChoices } from './choices';
import { FieldReader } from './fields';
import {
  kindOf,
  templateValueOf,
  valueOf,
  type ManifestNode,
  type MappingEntry,
  type MappingNode,
  type ScalarNode,
} from './nodes';
import type { TemplatedReader } from './templated';

const KEYS = [
  'type',
  'help',
  'choices',
  'multiselect',
  'default',
  'placeholder',
  'secret',
  'multiline',
  'validator',
  'when',
  'qmark',
];
const SERVED_TYPES: readonly QuestionType[] = ['str', 'int', 'float', 'bool', 'path'];
const STYLE = /^[a-z][a-z0-9_]*$/;

/** What is said of questions elsewhere in the manifest. */
export interface QuestionMarks {
  readonly secret: readonly string[];
  readonly advanced: readonly string[];
}

/** Reads the questions of a manifest in their order (spec 3.3) and reports what is wrong with them. */
export function readQuestions(
  root: MappingNode,
  marks: QuestionMarks,
  templated: TemplatedReader,
): Question[] {
  return root.entries.flatMap((entry) => {
    if (entry.key.type === 'str' && entry.key.value.startsWith('_')) return [];
    return readQuestion(entry, marks, templated) ?? [];
  });
}

function readQuestion(
  { key, value }: MappingEntry,
  marks: QuestionMarks,
  templated: TemplatedReader,
): Question | undefined {
  const { report } = templated;
  if (key.type !== 'str' || key.value === '') {
    report.add(
      'question-invalid',
      l10n.t(
        "'{0}' is read as a {1}, and a question's id must be a text: put it in quotes.",
        key.text,
        kindOf(key),
      ),
      key.range,
    );
    return undefined;
  }
  const id = key.value;
  if (!STYLE.test(id)) {
    report.add(
      'question-id-style',
      l10n.t(
        "The question id '{0}' should hold only small letters, digits and '_', and begin with a letter.",
        id,
      ),
      key.range,
    );
  }
  const long = value.kind === 'mapping' ? value : undefined;
  const fields = new FieldReader(report, 'question-invalid');
  if (long !== undefined) fields.onlyKeys(long, id, KEYS);
  const get = (name: string): ManifestNode | undefined =>
    long === undefined ? undefined : valueOf(long, name);
  const presetNode = long === undefined ? value : get('default');
  refuseMultiselect(get('multiselect'), id, templated);
  const type = readType(get('type'), presetNode, key, templated);
  if (type === undefined) return undefined;
  const choices = readChoices(get('choices'), id, type, templated);
  const preset = readDefault(presetNode, id, type, choices, templated);
  return {
    id,
    type,
    help: templated.value(get('help'), 'help', 'question-invalid', ''),
    placeholder: templated.value(get('placeholder'), 'placeholder', 'question-invalid', ''),
    default: preset,
    when: templated.value(get('when'), 'when', 'question-invalid', true),
    validator: readValidator(get('validator'), fields, templated),
    choices,
    multiline: readMultiline(get('multiline')),
    secret: (fields.bool(get('secret'), 'secret') ?? false) || marks.secret.includes(id),
    advanced: marks.advanced.includes(id),
    line: key.range.start.line,
  };
}

/** The declared type or, as in Copier, that of the default. */
function readType(
  node: ManifestNode | undefined,
  preset: ManifestNode | undefined,
  key: ScalarNode,
  templated: TemplatedReader,
): QuestionType | undefined {
  const { report } = templated;
  const id = key.text;
  if (node !== undefined) {
    const written = node.kind === 'scalar' ? node.text : kindOf(node);
    const type = SERVED_TYPES.find((candidate) => candidate === written);
    if (type !== undefined) return type;
    const meant = nearest(written, SERVED_TYPES);
    report.add('question-type', unservedType(id, written, meant), node.range);
    return undefined;
  }
  const inferred = preset?.kind === 'scalar' ? preset.type : undefined;
  const type = SERVED_TYPES.find((candidate) => candidate === inferred);
  if (type !== undefined) return type;
  report.add(
    'question-type',
    l10n.t(
      "The question '{0}' has no type, and so takes YAML, which is not supported yet: add 'type: str'.",
      id,
    ),
    key.range,
  );
  return undefined;
}

function unservedType(id: string, written: string, meant: string | undefined): string {
  if (written === 'yaml' || written === 'json' || written.includes('{')) {
    return l10n.t(
      "The type '{0}' of '{1}' is not supported yet: use {2}.",
      written,
      id,
      SERVED_TYPES.join(', '),
    );
  }
  return meant === undefined
    ? l10n.t("'{0}' is no type of a question ('{1}'): use {2}.", written, id, SERVED_TYPES.join(', '))
    : l10n.t("'{0}' is no type of a question ('{1}'); did you mean '{2}'?", written, id, meant);
}

function refuseMultiselect(node: ManifestNode | undefined, id: string, templated: TemplatedReader): void {
  if (node === undefined || (node.kind === 'scalar' && node.value === false)) return;
  templated.report.add(
    'question-type',
    l10n.t("'multiselect' ('{0}') is not supported yet: ask one yes/no question for each choice.", id),
    node.range,
  );
}

function readDefault(
  node: ManifestNode | undefined,
  id: string,
  type: QuestionType,
  choices: readonly ChoiceSource[] | undefined,
  templated: TemplatedReader,
): Templated | undefined {
  if (node === undefined) return undefined;
  const { report } = templated;
  const value = templateValueOf(node);
  if (node.kind !== 'scalar' || value === undefined) {
    report.add(
      'question-default',
      l10n.t(
        "The default of '{0}' must be a single value of type {1}, and is a {2}.",
        id,
        type,
        kindOf(node),
      ),
      node.range,
    );
    return undefined;
  }
  const template = node.type === 'str' ? templated.text(node) : undefined;
  if (node.type === 'str' && template === undefined) return undefined;
  if (template !== undefined && !template.isStatic) return checkUnset(template, node, templated);
  const cast = castAnswer(type, value, 'declared');
  if ('problem' in cast) {
    report.add(
      'question-default',
      l10n.t("The default '{0}' of '{1}' is no {2}: {3}.", node.text, id, type, cast.problem),
      node.range,
    );
    return undefined;
  }
  const listed = choices?.some((choice) => offers(choice, cast.value, type)) ?? true;
  if (!listed) {
    report.add(
      'question-default',
      l10n.t("The default '{0}' of '{1}' is none of its choices.", node.text, id),
      node.range,
    );
    return undefined;
  }
  return template ?? value;
}

/** Whether a choice is this value, or may become it because it is a template. */
function offers(choice: ChoiceSource, value: unknown, type: QuestionType): boolean {
  if (typeof choice.value === 'string' && /\{[{%]/.test(choice.value)) return true;
  const cast = castAnswer(type, choice.value, 'declared');
  return 'value' in cast && cast.value === value;
}

function checkUnset(
  template: CompiledTemplate,
  node: ScalarNode,
  templated: TemplatedReader,
): CompiledTemplate | undefined {
  if (!template.references.some((reference) => reference.name === 'UNSET')) return template;
  templated.report.add(
    'question-default',
    l10n.t("'UNSET' is not supported yet: give a default."),
    node.range,
  );
  return undefined;
}

function readValidator(
  node: ManifestNode | undefined,
  fields: FieldReader,
  templated: TemplatedReader,
): CompiledTemplate | undefined {
  if (node === undefined || fields.text(node, 'validator') === undefined) return undefined;
  const validator = templated.value(node, 'validator', 'question-invalid', '');
  return isCompiled(validator) ? validator : undefined;
}

/** How long the input line is changes nothing that is rendered: a template here counts as yes. */
function readMultiline(node: ManifestNode | undefined): boolean {
  if (node?.kind !== 'scalar') return false;
  return node.type === 'bool' ? node.value : node.type === 'str' && node.value !== '';
}
