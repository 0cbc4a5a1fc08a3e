import { l10n, nearest } from '../../system';
import { castAnswer } from '../casts';
import { evaluateTemplated, isCompiled, templatesIn } from '../evaluate';
import type { CompiledTemplate } from '../jinja/language';
import type { TemplateValue } from '../jinja/value';
import {
  QUESTION_TYPES,
  type ChoiceSource,
  type Question,
  type QuestionType,
  type TemplatedValue,
} from '../model';
import { nearMiss, type LintDetails, type RelatedPlace } from '../lint-data';
import { readItems } from '../multiselect';
import { sameValue } from '../same-value';
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
import { relatedPlace } from './report';
import type { TemplatedReader } from './templated';

/** What a question may say of itself (spec 3.3). */
export const QUESTION_KEYS = [
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
  all: TemplatedReader,
): Question | undefined {
  const { report } = all;
  const id = readId(key, all);
  if (id === undefined) return undefined;
  const templated = all.forQuestion(id);
  const long = value.kind === 'mapping' ? value : undefined;
  const fields = new FieldReader(report, 'question-invalid');
  if (long !== undefined) fields.onlyKeys(long, id, QUESTION_KEYS);
  const get = (name: string): ManifestNode | undefined =>
    long === undefined ? undefined : valueOf(long, name);
  const presetNode = long === undefined ? value : get('default');
  const type = readType(get('type'), presetNode, id, templated);
  if (type === undefined) return undefined;
  const choices = readChoices(get('choices'), { id, type }, templated);
  const multiselect = readMultiselect(get('multiselect'), choices !== undefined, id, templated);
  const choicesRange = get('choices')?.range;
  const choicesPlace = choicesRange && relatedPlace(choicesRange, report, l10n.t('the choices'));
  const preset = readDefault(presetNode, { id, type, choices, multiselect }, templated, choicesPlace);
  return {
    id,
    type,
    help: templated.value(get('help'), 'help', 'question-invalid', ''),
    placeholder: templated.value(get('placeholder'), 'placeholder', 'question-invalid', ''),
    qmark: templated.value(get('qmark'), 'qmark', 'question-invalid', ''),
    default: preset,
    when: templated.value(get('when'), 'when', 'question-invalid', true),
    validator: readValidator(get('validator'), fields, templated),
    choices,
    multiselect,
    multiline: templated.value(get('multiline'), 'multiline', 'question-invalid', false),
    secret: (fields.bool(get('secret'), 'secret') ?? false) || marks.secret.includes(id),
    advanced: marks.advanced.includes(id),
    file: key.range.file ?? report.file,
    line: key.range.start.line,
  };
}

function readId(key: ScalarNode, { report }: TemplatedReader): string | undefined {
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
      styleDetails(id),
    );
  }
  return id;
}

function styleDetails(question: string): LintDetails {
  const better = question
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return STYLE.test(better) ? { data: { kind: 'question-style', question, better } } : {};
}

/** The declared type or, as in Copier, that of the default, and YAML where the default has none of the types. */
function readType(
  node: ManifestNode | undefined,
  preset: ManifestNode | undefined,
  id: string,
  templated: TemplatedReader,
): Question['type'] | undefined {
  const written = node?.kind === 'scalar' ? node.text : node && kindOf(node);
  if (node === undefined || written === undefined || written === '') {
    const inferred = preset?.kind === 'scalar' ? preset.type : undefined;
    return QUESTION_TYPES.find((candidate) => candidate === inferred) ?? 'yaml';
  }
  const type = QUESTION_TYPES.find((candidate) => candidate === written);
  if (type !== undefined) return type;
  const template = node.kind === 'scalar' && node.type === 'str' ? templated.text(node) : undefined;
  const isRefused = node.kind === 'scalar' && node.type === 'str' && template === undefined;
  if (isRefused || template?.isStatic === false) return template;
  const meant = nearest(written, QUESTION_TYPES);
  templated.report.add('question-type', noType(written, id, meant), node.range, nearMiss(written, meant));
  return undefined;
}

/** What is said of a type that there is not. */
export function noType(written: string, id: string, meant = nearest(written, QUESTION_TYPES)): string {
  return meant === undefined
    ? l10n.t("'{0}' is no type of a question ('{1}'): use {2}.", written, id, QUESTION_TYPES.join(', '))
    : l10n.t("'{0}' is no type of a question ('{1}'); did you mean '{2}'?", written, id, meant);
}

function readMultiselect(
  node: ManifestNode | undefined,
  hasChoices: boolean,
  id: string,
  { report }: TemplatedReader,
): boolean {
  const isMultiple = new FieldReader(report, 'question-invalid').bool(node, 'multiselect') ?? false;
  if (isMultiple && !hasChoices) {
    const message = l10n.t("'{0}' takes several choices, and there are none: add 'choices'.", id);
    report.add('question-choices', message, node?.range);
  }
  return isMultiple;
}

type Answerable = Pick<Question, 'id' | 'type' | 'choices' | 'multiselect'>;

function readDefault(
  node: ManifestNode | undefined,
  question: Answerable,
  templated: TemplatedReader,
  choices: RelatedPlace | undefined,
): TemplatedValue | undefined {
  if (node === undefined) return undefined;
  const preset =
    node.kind === 'scalar' && node.type === 'str' ? templated.text(node) : templated.anyValue(node);
  const isCertain = templatesIn(preset).every((template) => template.isStatic);
  if (preset === undefined || !isCertain || typeof question.type !== 'string') return preset;
  const problem = problemOf(node, { ...question, type: question.type });
  if (problem === undefined) return preset;
  templated.report.add('question-default', problem.message, node.range, {
    related: problem.isOfChoices && choices !== undefined ? [choices] : [],
  });
  return undefined;
}

interface DefaultProblem {
  readonly message: string;
  /** Whether it is the choices that the default disagrees with. */
  readonly isOfChoices: boolean;
}

/** What is wrong with a default that is certain; undefined where nothing is. */
function problemOf(
  node: ManifestNode,
  question: Answerable & { readonly type: QuestionType },
): DefaultProblem | undefined {
  const { id, type, choices, multiselect } = question;
  const shown = node.kind === 'scalar' ? node.text : kindOf(node);
  const value = templateValueOf(node);
  const items = multiselect ? readItems(value) : { value: [value] };
  if ('problem' in items)
    return ofDefault(l10n.t("The default of '{0}' is no choice of several: {1}.", id, items.problem));
  for (const item of items.value) {
    const cast = castAnswer(type, item, 'declared');
    if ('problem' in cast) {
      return ofDefault(l10n.t("The default '{0}' of '{1}' is no {2}: {3}.", shown, id, type, cast.problem));
    }
    if (!isList(choices) || choices.some((choice) => offers(choice, cast.value, type))) continue;
    return {
      message: l10n.t("The default '{0}' of '{1}' is none of its choices.", shown, id),
      isOfChoices: true,
    };
  }
  return undefined;
}

function ofDefault(message: string): DefaultProblem {
  return { message, isOfChoices: false };
}

/** Whether a choice is this value, or may become it because it is a template. */
function offers({ value }: ChoiceSource, wanted: TemplateValue, type: QuestionType): boolean {
  if (templatesIn(value).length > 0) return true;
  const cast = castAnswer(type, evaluateTemplated(value, new Map(), new Set()), 'declared');
  return 'value' in cast && sameValue(cast.value, wanted);
}

function isList(choices: Question['choices']): choices is readonly ChoiceSource[] {
  return Array.isArray(choices);
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
