import type { Config } from '../config';
import type { AppliedPlugin } from '../plugins';
import {
  CREATION_VERSION,
  creationRecord,
  jsonFloat,
  recordText,
  type JsonMembers,
  type OrderedValue,
  type SyncStatus,
} from '../records';
import { jinja, type TemplateValue } from '../templates';
import type { CreationPlan } from './plan';

/** The text of `creation.json` (spec 1.2) for a planned creation. */
export function composeCreationRecord(
  plan: Omit<CreationPlan, 'files' | 'findings' | 'bytes'>,
  settings: { readonly orchestrator: Config['orchestrator']; readonly hostName: string },
  outcome: { readonly plugins: readonly AppliedPlugin[]; readonly syncStatus: SyncStatus },
): string {
  const { orchestrator, hostName } = settings;
  return recordText(creationRecord, plan.destination.path, {
    schema_version: CREATION_VERSION,
    created_at: plan.created_at,
    created_by: plan.fields.operator,
    level: plan.level,
    run_kind: plan.run?.kind ?? 'experimental',
    lims_project: plan.project,
    template: plan.template,
    variables: jsonObject(plan.variables),
    plugins_applied: outcome.plugins,
    rendered: plan.rendered,
    paths: { local: plan.destination.path, nas: plan.destination.nas },
    ...(orchestrator.enabled
      ? { orchestrator: { enabled: true, host: hostName, label: orchestrator.label } }
      : {}),
    sync_status: outcome.syncStatus,
    validation_overrides: [],
  });
}

/** A mapping as a JSON object in the order of the template. */
function jsonObject(entries: ReadonlyMap<TemplateValue, TemplateValue>): JsonMembers {
  return new Map([...entries].map(([key, value]) => [jinja.print(key), jsonValue(value)]));
}

/** A template's value in JSON; floats keep their point, so that 37.0 comes back as a float. */
function jsonValue(value: TemplateValue): OrderedValue {
  if (typeof value === 'number') return jsonFloat(value);
  if (typeof value !== 'object' || value === null) return value;
  return isMapping(value) ? jsonObject(value) : value.map(jsonValue);
}

function isMapping(
  value: readonly TemplateValue[] | ReadonlyMap<TemplateValue, TemplateValue>,
): value is ReadonlyMap<TemplateValue, TemplateValue> {
  return value instanceof Map;
}
