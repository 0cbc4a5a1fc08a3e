import { isProjectShortId } from '../layout';
import { isTimestamp } from '../records';
import { l10n } from '../system';
import type { LimsProject } from './requests';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What keeps a LIMS project out of a record (spec 1.2, `lims_project`), as a sentence that says what to do, or
 * undefined where nothing does.
 */
export function problemWithLimsProject(project: LimsProject): string | undefined {
  const { short_id, name_at_creation } = project;
  if (!isProjectShortId(short_id)) {
    return l10n.t("'{0}' is no project id: it looks like PROJ-0042.", short_id);
  }
  if (name_at_creation.trim() === '') {
    return l10n.t('The LIMS project needs a name: give the one that the LIMS shows.');
  }
  if (/\p{Surrogate}/u.test(name_at_creation)) {
    return l10n.t(
      "The LIMS project's name holds half of a character, which no file can store: type it again.",
    );
  }
  return problemWithUid(project) ?? problemWithFreshness(project);
}

function problemWithUid({ uid, source }: LimsProject): string | undefined {
  if (uid === '') {
    return source === 'manual'
      ? undefined
      : l10n.t('The LIMS project has no uid: only a project that was typed in may lack it.');
  }
  if (UUID.test(uid)) return undefined;
  return l10n.t(
    "'{0}' is no uid of a LIMS project: it looks like {1}.",
    uid,
    '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c',
  );
}

/** When the LIMS was asked, where that was earlier: of what it says now there is no such moment. */
function problemWithFreshness({ source, cache_freshness_at_use: asked }: LimsProject): string | undefined {
  if (asked === null) {
    return source === 'cache' || source === 'offline_catalogue'
      ? l10n.t("The LIMS project comes from a copy: 'cache_freshness_at_use' must say of when.")
      : undefined;
  }
  if (source === 'live') {
    return l10n.t("A live LIMS project has no age: leave 'cache_freshness_at_use' out.");
  }
  if (isTimestamp(asked)) return undefined;
  return l10n.t(
    "'{0}' is no time at which the LIMS was asked: 'cache_freshness_at_use' looks like {1}.",
    asked,
    '2026-11-20T13:00:00Z',
  );
}
