import { createHash } from 'node:crypto';
import { ExlabError, l10n } from '../system';
import type { CreationPlan, PlanEntry } from './plan';

/** What somebody said yes to: with it a creation makes that, or nothing. */
export interface Confirmation {
  /** The run date that was shown; null for a project. */
  readonly run_date: string | null;
  /** The moment at which the shown files were rendered. */
  readonly moment: string;
  /** Of all that would be written, apart from the moment at which it is. */
  readonly digest: string;
}

/** What is confirmed by whoever agrees to a plan. It tells nothing of what stands in the files. */
export function confirmationOf(plan: CreationPlan): Confirmation {
  const { level, equipment, project, run, template, destination, fields, plugins, files } = plan;
  const digest = sha256(
    JSON.stringify([
      level,
      [equipment.id, equipment.label, equipment.root],
      [
        project.uid,
        project.short_id,
        project.name_at_creation,
        project.source,
        project.cache_freshness_at_use,
      ],
      run && [run.kind, run.name],
      [template.name, template.version, template.source_path, template.run_scope],
      [destination.path, destination.nas],
      [fields.label, fields.operator, fields.objective],
      [plugins.names, plugins.fatal],
      files.map((file) => fingerprintOf(file, plan.created_at)),
    ]),
  );
  return { run_date: run?.date ?? null, moment: plan.moment, digest };
}

/** Throws `validation_failed`, with `changed: true` in its details, where a plan is no longer what was confirmed. */
export function checkConfirmed(plan: CreationPlan, confirmed: Confirmation): void {
  if (confirmationOf(plan).digest === confirmed.digest) return;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('What would be made is no longer what was shown: look at the plan again.'),
    details: { changed: true },
  });
}

/**
 * Whether a creation was refused because what was confirmed can no longer be made: something else would be, or the gate
 * has something against it by now.
 */
export function isChangedSinceConfirmed({ details }: Pick<ExlabError, 'details'>): boolean {
  return details?.changed === true;
}

function fingerprintOf(file: PlanEntry, createdAt: string): readonly unknown[] {
  switch (file.kind) {
    case 'folder':
      return [file.kind, file.path];
    case 'link':
      return [file.kind, file.path, file.target];
    case 'verbatim':
      return [file.kind, file.path, file.mode, file.sha256];
    case 'rendered':
      return [file.kind, file.path, file.mode, sha256(file.bytes)];
    case 'generated': {
      // README and records tell when they were made, and nothing else in them depends on it.
      const timeless = Buffer.from(file.bytes).toString('utf8').replaceAll(createdAt, '');
      return [file.kind, file.path, sha256(timeless)];
    }
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
