import { l10n, type ErrorShape } from '../system';
import { CORE_README_FIELDS, type ReadmeField } from '../templates';

/** Who declared a field. */
export type FieldLayer = 'template' | 'config';

/** A declared field with its layer. */
export interface LayeredField extends ReadmeField {
  readonly layer: FieldLayer;
}

/** The fields to fill, the template's first, and what is wrong with their declarations. */
export interface CombinedFields {
  readonly fields: readonly LayeredField[];
  readonly problems: readonly ErrorShape[];
}

/**
 * Puts the layers of a README together (spec 10). Of fields with one id the first is kept, the template's before
 * the configuration's; each id that is declared twice is a `validation_failed`, each that is a core field's
 * a `template_core_field_redeclared`.
 */
export function combineFields(
  templateFields: readonly ReadmeField[],
  configFields: readonly ReadmeField[],
): CombinedFields {
  const fields = new Map<string, LayeredField>();
  const problems: ErrorShape[] = [];
  const declared = [...inLayer(templateFields, 'template'), ...inLayer(configFields, 'config')];
  for (const field of declared) {
    const first = fields.get(field.id);
    if (CORE_README_FIELDS.has(field.id)) problems.push(coreFieldRedeclared(field));
    else if (first !== undefined) problems.push(declaredTwice(first, field));
    else fields.set(field.id, field);
  }
  return { fields: [...fields.values()], problems };
}

function inLayer(fields: readonly ReadmeField[], layer: FieldLayer): LayeredField[] {
  return fields.map((field) => ({ ...field, layer }));
}

function coreFieldRedeclared({ id, layer }: LayeredField): ErrorShape {
  return {
    code: 'template_core_field_redeclared',
    field: id,
    message:
      layer === 'template'
        ? l10n.t("The template's _exlab_readme declares '{0}', which every README has: take it out.", id)
        : l10n.t("readme.defaults declares '{0}', which every README has: take it out.", id),
    details: { layer },
  };
}

function declaredTwice(first: LayeredField, second: LayeredField): ErrorShape {
  const place = { template: '_exlab_readme', config: 'readme.defaults' };
  return {
    code: 'validation_failed',
    field: second.id,
    message: l10n.t(
      "The README field '{0}' is declared twice, as '{1}' in {2} and as '{3}' in {4}: rename one of them.",
      second.id,
      first.label,
      place[first.layer],
      second.label,
      place[second.layer],
    ),
    details: { layers: [first.layer, second.layer] },
  };
}
