import { l10n } from '../../system';
import { CORE_README_FIELDS } from '../core-names';
import type { ReadmeField, ReadmeFieldType } from '../model';
import type { RelatedPlace } from '../lint-data';
import { FieldReader } from './fields';
import { valueOf, type ManifestNode, type MappingNode } from './nodes';
import { valuesOfMissing } from './readme-field-values';
import { relatedPlace, type ManifestReport } from './report';

export const README_FIELD_TYPES: readonly ReadmeFieldType[] = ['string', 'text', 'choice', 'date', 'boolean'];
/** What a field of the README may say of itself (spec 3.2). */
export const README_FIELD_KEYS = ['id', 'label', 'type', 'options', 'required', 'default', 'hint'];
const ID = /^[A-Za-z][A-Za-z0-9_-]*$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads `_exlab_readme` (spec 3.2): the fields that a template adds to the README. */
export function readReadmeFields(node: ManifestNode | undefined, report: ManifestReport): ReadmeField[] {
  const fields = new FieldReader(report, 'readme-field-invalid');
  const readme = fields.mapping(node, '_exlab_readme');
  if (readme === undefined) return [];
  fields.onlyKeys(readme, '_exlab_readme', ['fields']);
  const seen = new Map<string, RelatedPlace>();
  return fields.list(valueOf(readme, 'fields'), 'fields').flatMap((item) => {
    const declaration = fields.mapping(item, 'fields');
    const field = declaration && readField(declaration, report);
    if (field === undefined) return [];
    if (CORE_README_FIELDS.has(field.id)) {
      report.add(
        'core-field-redeclared',
        l10n.t(
          "Every README has the field '{0}' already: remove it from _exlab_readme, or choose another id.",
          field.id,
        ),
        item.range,
        { data: { kind: 'idle-field', id: field.id, isCore: true } },
      );
      return [];
    }
    const first = seen.get(field.id);
    if (first !== undefined) {
      report.add(
        'readme-field-invalid',
        l10n.t("The README field '{0}' is declared twice: keep one, or choose another id.", field.id),
        item.range,
        { related: [first], data: { kind: 'idle-field', id: field.id, isCore: false } },
      );
      return [];
    }
    seen.set(field.id, relatedPlace(item.range, report, l10n.t('the field that counts')));
    return [field];
  });
}

function readField(declaration: MappingNode, report: ManifestReport): ReadmeField | undefined {
  const fields = new FieldReader(report, 'readme-field-invalid');
  fields.onlyKeys(declaration, 'fields', README_FIELD_KEYS);
  for (const key of ['id', 'label', 'type'] as const) {
    if (valueOf(declaration, key) !== undefined) continue;
    report.add(
      'readme-field-invalid',
      l10n.t("A README field needs '{0}': add it.", key),
      declaration.range,
      {
        data: { kind: 'missing-member', key, values: valuesOfMissing(key, declaration) },
      },
    );
  }
  const id = fields.filledText(valueOf(declaration, 'id'), 'id');
  if (id !== undefined && !ID.test(id)) {
    report.add(
      'readme-field-invalid',
      l10n.t(
        "The id '{0}' of a README field must begin with a letter and hold only letters, digits, '_' and '-'.",
        id,
      ),
      valueOf(declaration, 'id')?.range,
    );
    return undefined;
  }
  const label = fields.filledText(valueOf(declaration, 'label'), 'label');
  const type = fields.oneOf(valueOf(declaration, 'type'), 'type', README_FIELD_TYPES);
  const required = fields.bool(valueOf(declaration, 'required'), 'required') ?? false;
  const hint = fields.text(valueOf(declaration, 'hint'), 'hint');
  if (id === undefined || label === undefined || type === undefined) return undefined;
  const options = readOptions(declaration, type, report);
  const preset = readDefault(declaration, type, options, report);
  return {
    id,
    label,
    type,
    options,
    required,
    ...(preset === undefined ? {} : { default: preset }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function readOptions(declaration: MappingNode, type: ReadmeFieldType, report: ManifestReport): string[] {
  const fields = new FieldReader(report, 'readme-field-invalid');
  const node = valueOf(declaration, 'options');
  const options = fields.list(node, 'options').flatMap((item) => fields.written(item, 'options') ?? []);
  if (type === 'choice' && options.length === 0) {
    report.add(
      'readme-field-invalid',
      l10n.t("A README field of type 'choice' needs 'options'."),
      declaration.range,
    );
  }
  if (type !== 'choice' && node !== undefined) {
    report.add(
      'readme-field-invalid',
      l10n.t("Only a README field of type 'choice' has 'options'."),
      node.range,
    );
  }
  return options;
}

function readDefault(
  declaration: MappingNode,
  type: ReadmeFieldType,
  options: readonly string[],
  report: ManifestReport,
): string | boolean | undefined {
  const fields = new FieldReader(report, 'readme-field-invalid');
  const node = valueOf(declaration, 'default');
  if (node === undefined) return undefined;
  if (type === 'boolean') return fields.bool(node, 'default');
  const text = fields.written(node, 'default');
  if (text === undefined) return undefined;
  if (type === 'choice' && !options.includes(text)) {
    report.add('readme-field-invalid', l10n.t("The default '{0}' is none of the options.", text), node.range);
    return undefined;
  }
  if (type === 'date' && !isDay(text)) {
    report.add(
      'readme-field-invalid',
      l10n.t("The default '{0}' is no day like 2026-11-20.", text),
      node.range,
    );
    return undefined;
  }
  return text;
}

function isDay(text: string): boolean {
  if (!ISO_DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
