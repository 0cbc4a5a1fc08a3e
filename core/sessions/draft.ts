import type { RunKind } from '../layout';
import type { CreationRequest, LimsProject } from './requests';

/** What a creation makes. */
export type Wanted = { readonly kind: 'project' } | { readonly kind: 'run'; readonly runKind: RunKind };

/** A creation as far as somebody has told it; undefined is what nobody has said yet. */
export interface Draft {
  readonly wanted: Wanted;
  readonly equipment?: string | undefined;
  readonly project?: string | undefined;
  readonly template?: string | undefined;
  readonly label?: string | undefined;
  readonly operator?: string | undefined;
  readonly objective?: string | undefined;
  readonly runDate?: string | undefined;
  readonly lims: LimsDraft;
  readonly answers: ReadonlyMap<string, unknown>;
  readonly readme: ReadonlyMap<string, string | boolean>;
  readonly custom: readonly { readonly label: string; readonly value: string }[];
}

interface LimsDraft {
  readonly uid?: string | undefined;
  readonly shortId?: string | undefined;
  readonly name?: string | undefined;
  /** Where it is from, unless somebody has typed it. */
  readonly source?: LimsProject['source'] | undefined;
  readonly freshness?: LimsProject['cache_freshness_at_use'] | undefined;
}

/** Whether anything is said of the LIMS project. */
export function hasLims({ lims }: Draft): boolean {
  return (lims.uid ?? lims.shortId ?? lims.name) !== undefined;
}

/** The request that a draft stands for; the gate says what is missing in it. */
export function requestOf(draft: Draft): CreationRequest {
  const { wanted } = draft;
  const lims = limsProjectOf(draft);
  const fields = {
    equipment_id: draft.equipment ?? '',
    template_path: draft.template ?? '',
    variables: objectOf(draft.answers),
    label: draft.label ?? '',
    operator: draft.operator ?? '',
    objective: draft.objective ?? '',
    readme_extra: objectOf(draft.readme),
    custom_fields: [...draft.custom],
    ...(lims === undefined ? {} : { lims_project: lims }),
  };
  if (wanted.kind === 'project') return { kind: 'project', ...fields };
  return {
    kind: 'run',
    run_kind: wanted.runKind,
    project_short_id: draft.project ?? '',
    ...(draft.runDate === undefined ? {} : { run_date: draft.runDate }),
    ...fields,
  };
}

/** The draft that a request stands for; `requestOf` makes the same request of it. */
export function draftOf(request: CreationRequest): Draft {
  const lims = request.lims_project;
  const isRun = request.kind === 'run';
  return {
    wanted: isRun ? { kind: 'run', runKind: request.run_kind } : { kind: 'project' },
    equipment: request.equipment_id,
    project: isRun ? request.project_short_id : undefined,
    template: request.template_path,
    label: request.label,
    operator: request.operator,
    objective: request.objective,
    runDate: isRun ? request.run_date : undefined,
    lims: lims === undefined ? {} : limsDraftOf(lims),
    answers: new Map(Object.entries(request.variables)),
    readme: new Map(Object.entries(request.readme_extra)),
    custom: request.custom_fields,
  };
}

function limsDraftOf(lims: LimsProject): LimsDraft {
  return {
    uid: lims.uid,
    shortId: lims.short_id,
    name: lims.name_at_creation,
    source: lims.source,
    freshness: lims.cache_freshness_at_use,
  };
}

function limsProjectOf(draft: Draft): LimsProject | undefined {
  if (!hasLims(draft)) return undefined;
  const { lims, project } = draft;
  const { uid, shortId, name, source, freshness } = lims;
  return {
    uid: uid ?? '',
    short_id: shortId ?? project ?? '',
    name_at_creation: name ?? '',
    source: source ?? 'manual',
    cache_freshness_at_use: freshness ?? null,
  };
}

/** An object that no key, `__proto__` included, can harm. */
function objectOf<Value>(entries: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.assign(Object.create(null) as Record<string, Value>, Object.fromEntries(entries));
}

/** A copy with an entry set, or without it where the value is undefined. */
export function withEntry<Value>(
  entries: ReadonlyMap<string, Value>,
  key: string,
  value: Value | undefined,
): Map<string, Value> {
  const copy = new Map(entries);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}
