import { README_FILE } from '../../core/layout';
import { readFrontMatter } from '../../core/readme';
import type { CreationPlan } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Fact } from '../../webview-ui/protocol';

/** What a README says of itself. */
export interface ReadmeFacts {
  readonly title: string;
  /** What was given, each field by its id. */
  readonly given: readonly Fact[];
  /** What the system adds. */
  readonly system: readonly Fact[];
}

/** Reads the README of a plan as any reader of the folder would. */
export function readmeFacts(plan: CreationPlan): ReadmeFacts {
  const readme = plan.files.find(({ path }) => path === README_FILE);
  if (readme?.kind !== 'generated') return { title: '', given: [], system: [] };
  const reading = readFrontMatter(Buffer.from(readme.bytes).toString('utf8'));
  const values: ReadonlyMap<unknown, unknown> = reading.status === 'ok' ? reading.values : new Map();
  return {
    title: textOf(values.get('label')),
    given: [
      { name: l10n.t('operator'), value: textOf(values.get('operator')) },
      { name: l10n.t('objective'), value: textOf(values.get('objective')) },
      ...factsIn(values.get('template_fields')),
      ...factsIn(values.get('config_fields')),
      ...customFacts(values.get('custom_fields')),
    ],
    system: factsIn(values.get('system')),
  };
}

function factsIn(layer: unknown): Fact[] {
  if (!(layer instanceof Map)) return [];
  const entries: ReadonlyMap<unknown, unknown> = layer;
  return [...entries].map(([name, value]) => ({ name: String(name), value: textOf(value) }));
}

function customFacts(fields: unknown): Fact[] {
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: unknown) => {
    if (!(field instanceof Map)) return [];
    const row: ReadonlyMap<unknown, unknown> = field;
    return [{ name: textOf(row.get('label')), value: textOf(row.get('value')) }];
  });
}

/** A value in one line; of a mapping its values. */
function textOf(value: unknown): string {
  if (value instanceof Map)
    return [...(value as ReadonlyMap<unknown, unknown>).values()].map(textOf).join(' ');
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'boolean') return value ? l10n.t('Yes') : l10n.t('No');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}
