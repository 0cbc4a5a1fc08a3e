import * as fc from 'fast-check';
import type { TemplateValue } from '../../../core/templates/jinja/value';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'yes',
    '1',
    '1e3',
    '017',
    '12:30',
    '2024-01-01',
    'a: b',
    '- a',
    '#',
    'a\r\nb',
    '{{ x }}',
    '🦠',
    '',
  ),
);
const single: fc.Arbitrary<TemplateValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  fc.double({ noNaN: true }),
  text,
);

/** Values of the template language that YAML can hold; keys are texts, or numbers that no other key equals. */
export const templateValues: fc.Arbitrary<TemplateValue> = fc.letrec<{ value: TemplateValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    single,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(text, fc.bigInt({ min: 2n, max: 99n })), tie('value')), { maxLength: 4 })
      .map((entries) => new Map(entries)),
  ),
})).value;
