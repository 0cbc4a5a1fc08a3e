import { jsonFloat, stringifyRecord } from '../../core/records';
import { sizeOf, type CreationPlan, type PlanEntry } from '../../core/sessions';
import { l10n, sha256, localTime, readableSize } from '../../core/system';
import type { TemplateValue } from '../../core/templates';
import { EVERY_NAME, displayName, type ExemptionReason } from '../../core/validator';
import { printFindings } from '../finding-lines';
import { printable, type Output } from '../output';
import { printTree } from '../tree';
import { printMessageBefore } from './template-messages';

/** A plan for people: where, from what, the tree, and what speaks against it. */
export function printPlan(output: Output, plan: CreationPlan): void {
  const files = plan.files.filter((entry) => entry.kind !== 'folder').length;
  output.print(output.style.heading(printable(plan.destination.path)));
  const rows: [string, string][] = [
    [l10n.t('template'), `${plan.template.name} ${plan.template.version}, ${plan.template.source_path}`],
    [l10n.t('project'), `${plan.project.short_id}, ${plan.project.name_at_creation}`],
    [l10n.t('equipment'), `${plan.equipment.id}, ${plan.equipment.label}`],
  ];
  if (plan.run !== null)
    rows.push([l10n.t('run'), `${plan.run.kind}, ${localTime(new Date(plan.run.date))}`]);
  rows.push([l10n.t('files'), `${files}, ${readableSize(plan.bytes)}`]);
  for (const [name, value] of rows) output.print(`  ${name.padEnd(10)} ${printable(value)}`);
  output.print();
  printTree(output, plan.files);
  section(output, l10n.t('Findings'), plan.findings, () => {
    printFindings(output, plan.findings, plan.destination.path);
  });
  const exemptions = plan.rendered.flatMap(({ path, exempt = [] }) =>
    exempt.map(({ token, reason }) => ({ place: placeOf(path), token, reason })),
  );
  section(output, l10n.t('Taken for no placeholder'), exemptions, () => {
    for (const { place, token, reason } of exemptions) {
      output.print(`  ${place}  ${displayName(token)}  ${inWords(reason)}`);
    }
  });
  section(output, l10n.t('Worth a look'), plan.notes, () => {
    for (const note of plan.notes) output.print(`  ${printable(note)}`);
  });
  printMessageBefore(output, plan.messages);
}

/** Where a token is no placeholder. */
function placeOf(path: string): string {
  return path === EVERY_NAME ? l10n.t('any name') : displayName(path);
}

function inWords(reason: ExemptionReason): string {
  switch (reason) {
    case 'raw':
      return l10n.t('it stands in a raw block of the template');
    case 'allow_token':
      return l10n.t('the template declares it');
    case 'markup':
      return l10n.t('it is an element of markup');
    case 'answer':
      return l10n.t('the operator typed it');
  }
}

function section(output: Output, title: string, items: readonly unknown[], print: () => void): void {
  if (items.length === 0) return;
  output.print();
  output.print(output.style.heading(title));
  print();
}

/** A plan as JSON: all that it says, with hashes in the place of contents. */
export function planObject(plan: CreationPlan): Record<string, unknown> {
  return {
    ...plan,
    variables: jsonValue(plan.variables),
    files: plan.files.map(fileObject),
  };
}

/** Permission bits are those that the template gives; our own files have the usual ones. */
function fileObject(entry: PlanEntry): Record<string, unknown> {
  return {
    kind: entry.kind,
    path: entry.path,
    size: sizeOf(entry),
    sha256: hashOf(entry),
    mode: 'mode' in entry ? entry.mode : null,
    ...(entry.kind === 'link' ? { target: entry.target } : {}),
  };
}

function hashOf(entry: PlanEntry): string | null {
  if (entry.kind === 'folder' || entry.kind === 'link') return null;
  return entry.kind === 'verbatim' ? entry.sha256 : sha256(entry.bytes);
}

/** A value of a template as `Output.json` writes it: floats keep their point, mappings their order. */
export function jsonValue(value: TemplateValue | ReadonlyMap<string, TemplateValue>): unknown {
  if (typeof value === 'number') return jsonFloat(value);
  if (Array.isArray(value)) return (value as readonly TemplateValue[]).map(jsonValue);
  if (!(value instanceof Map)) return value;
  return new Map(
    [...(value as ReadonlyMap<TemplateValue, TemplateValue>)].map(([key, item]) => [
      typeof key === 'string' ? key : stringifyRecord(jsonValue(key)).trimEnd(),
      jsonValue(item),
    ]),
  );
}
