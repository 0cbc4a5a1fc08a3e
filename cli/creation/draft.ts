import * as path from 'node:path';
import type { RunKind } from '../../core/layout';
import type { CreationRequest, LimsProject } from '../../core/sessions';
import { l10n } from '../../core/system';
import { UsageError, type Arguments } from '../arguments';

/** What `new` makes. */
export type Wanted = { readonly kind: 'project' } | { readonly kind: 'run'; readonly runKind: RunKind };

/** A creation as far as flags and prompts have told; undefined is what nobody has said yet. */
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
}

/** What the flags say. Throws `UsageError` for a `k=v` without its `=`. */
export function readDraft(given: Arguments, wanted: Wanted, answers: ReadonlyMap<string, unknown>): Draft {
  return {
    wanted,
    equipment: given.text('equipment'),
    project: given.text('project'),
    template: given.text('template'),
    label: given.text('label'),
    operator: given.text('operator'),
    objective: given.text('objective'),
    runDate: given.text('run-date'),
    lims: {
      uid: given.text('lims-uid'),
      shortId: given.text('lims-short-id'),
      name: given.text('lims-name'),
    },
    answers,
    readme: new Map(readAnswerPairs(given, 'readme')),
    custom: readPairs(given, 'custom').map(([label, value]) => ({ label, value })),
  };
}

/** The values of a repeatable `--name k=v`, in order; all after the first `=` is the value. */
function readPairs(given: Arguments, name: string): [key: string, value: string][] {
  return given.list(name).map((pair) => {
    const equals = pair.indexOf('=');
    if (equals > 0) return [pair.slice(0, equals), pair.slice(equals + 1)];
    throw new UsageError(
      l10n.t("'--{0} {1}' has no name and value: write '--{0} name=value'.", name, pair),
      `--${name}`,
    );
  });
}

/** The same where a name stands for one thing. Throws `UsageError` for a name that is given twice. */
export function readAnswerPairs(given: Arguments, name: string): [id: string, value: string][] {
  const pairs = readPairs(given, name);
  const ids = pairs.map(([id]) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return pairs;
  throw new UsageError(
    l10n.t("'{0}' is given twice: keep one of them.", `--${name} ${twice}=…`),
    `--${name}`,
  );
}

/** The request that a draft stands for; the gate says what is missing in it. */
export function requestOf(draft: Draft): CreationRequest {
  const { wanted } = draft;
  const lims = limsProjectOf(draft);
  const fields = {
    equipment_id: draft.equipment ?? '',
    template_path: templatePath(draft.template ?? ''),
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

/** A path is kept whole, so that a restart finds it from any folder. */
function templatePath(template: string): string {
  return /[/\\]/.test(template) ? path.resolve(template) : template;
}

function limsProjectOf({ lims, project }: Draft): LimsProject | undefined {
  const { uid, shortId, name } = lims;
  if (uid === undefined && shortId === undefined && name === undefined) return undefined;
  return {
    uid: uid ?? '',
    short_id: shortId ?? project ?? '',
    name_at_creation: name ?? '',
    source: 'manual',
    cache_freshness_at_use: null,
  };
}

/** An object that no key, `__proto__` included, can harm. */
function objectOf<Value>(entries: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.assign(Object.create(null) as Record<string, Value>, Object.fromEntries(entries));
}
