import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Engine } from '../../core/engine';
import { errnoOf, l10n, systemClock, localTime } from '../../core/system';
import { examined, type Examination } from './examination';

/** A lock that is older belongs to nobody any more (ms); the next who needs it takes it over. */
const STALE_AFTER_MS = 10_000;

/** Creations that need somebody to look at them. */
export function examineSessions(engine: Engine): Promise<Examination> {
  return examined({ id: 'sessions', subject: l10n.t('creations') }, async () => {
    const interrupted = await engine.recover();
    const unfinished = await engine.unfinished();
    const inFlight = await engine.inFlight();
    const message = l10n.t('{0} in flight, {1} unfinished.', inFlight.length, unfinished.length);
    if (unfinished.length + interrupted.length === 0) return { status: 'ok', message };
    return {
      status: 'warning',
      message,
      advice: l10n.t("'exlab sessions' lists them, and how to discard them."),
    };
  });
}

/** Whole runs that are not handed to the sync queue; `fix` hands them off. */
export function examineHandOffs(engine: Engine, { fix }: { readonly fix: boolean }): Promise<Examination> {
  return examined({ id: 'hand-offs', subject: l10n.t('sync queue') }, async () => {
    if (fix) {
      const added = await engine.handOffPending();
      return { status: 'ok', message: l10n.t('{0} finished runs were handed off.', added) };
    }
    const waiting = await engine.countNotHandedOff();
    if (waiting === 0)
      return { status: 'ok', message: l10n.t('Every finished run that may be synced is handed off.') };
    return {
      status: 'warning',
      message: l10n.t('{0} finished runs are not handed off.', waiting),
      advice: l10n.t("Hand them off with 'exlab doctor --fix'."),
    };
  });
}

/** Locks in the state folder, and since when. */
export function examineLocks(stateFolder: string): Promise<Examination> {
  return examined({ id: 'locks', subject: l10n.t('locks') }, async () => {
    const locks = await locksBelow(stateFolder);
    if (locks.length === 0) return { status: 'ok', message: l10n.t('None is held.') };
    const now = systemClock.now().getTime();
    const shown = locks.map(({ file, since }) => l10n.t('{0} since {1}', file, localTime(since))).join('; ');
    const isStale = locks.some(({ since }) => now - since.getTime() > STALE_AFTER_MS);
    if (!isStale) return { status: 'ok', message: l10n.t('Held right now: {0}.', shown) };
    return {
      status: 'warning',
      message: l10n.t('Left by a process that ended: {0}.', shown),
      advice: l10n.t('Nothing needs to be done: the next who needs such a lock takes it over.'),
    };
  });
}

async function locksBelow(folder: string): Promise<{ file: string; since: Date }[]> {
  const locks: { file: string; since: Date }[] = [];
  for (const name of await namesBelow(folder)) {
    if (!name.endsWith('.lock')) continue;
    const file = path.join(folder, name);
    try {
      locks.push({ file, since: (await stat(file)).mtime });
    } catch (caught) {
      // Released meanwhile.
      if (errnoOf(caught) !== 'ENOENT') throw caught;
    }
  }
  return locks;
}

async function namesBelow(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return [];
    throw caught;
  }
}
