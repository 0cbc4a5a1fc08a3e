import * as path from 'node:path';
import { RECORDS_FOLDER, collisionKey } from '../layout';
import { l10n } from '../system';
import type { PlannedLink } from './planned-file';
import { renderError } from './render-error';

/** As many links on one way as Linux follows. */
const MAX_FOLLOWED = 40;

/**
 * Checks the text of a link's target.
 * @param file the source relative to the template, for messages
 * @throws `template_render_error` for a target that is empty, absolute, or holds a backslash or NUL
 */
export function checkTargetText(target: string, file: string): void {
  if (target === '') throw refused(file, target, l10n.t('is empty'));
  if (target.startsWith('/') || /^[A-Za-z]:/.test(target)) throw refused(file, target, l10n.t('is absolute'));
  if (/[\\\0]/.test(target)) throw refused(file, target, l10n.t('holds a character that no path may have'));
}

/** A link of the plan, with its source relative to the template. */
export type LinkToCheck = Pick<PlannedLink, 'path' | 'target'> & { readonly file: string };

/**
 * Makes sure that no link of a plan leads out of the folder that is made, to our own records, or in a circle,
 * also by way of other links of the plan.
 * @throws `template_render_error`
 */
export function checkLinks(links: readonly LinkToCheck[]): void {
  // What two names are one to, and what they are two to, may lead to different places.
  for (const keyOf of [(name: string) => name, collisionKey]) {
    const targets = new Map(links.map((link) => [keyOf(link.path), link.target]));
    for (const link of links) {
      const names = resolve(link, (name) => targets.get(keyOf(name)));
      if (names.some((name) => collisionKey(name) === RECORDS_FOLDER)) {
        throw refused(link.file, link.target, l10n.t("leads to this product's own records"));
      }
    }
  }
}

/**
 * Where the links of a plan lead in the end, by their paths; the empty path is the folder that is made.
 * @param links of a plan that `checkLinks` has nothing against
 */
export function linkEnds(links: readonly LinkToCheck[]): Map<string, string> {
  const targets = new Map(links.map((link) => [link.path, link.target]));
  return new Map(links.map((link) => [link.path, resolve(link, (name) => targets.get(name)).join('/')]));
}

/** The names that lead from the folder that is made to what a link stands for. */
function resolve(link: LinkToCheck, targetOf: (path: string) => string | undefined): readonly string[] {
  const names = path.posix.dirname(link.path).split('/').filter(isName);
  const waiting = segmentsOf(link.target).reverse();
  let followed = 1;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === '..') {
      if (names.pop() !== undefined) continue;
      throw refused(link.file, link.target, l10n.t('leads out of the folder that is made'));
    }
    const next = targetOf([...names, name].join('/'));
    if (next === undefined) {
      names.push(name);
      continue;
    }
    followed += 1;
    if (followed > MAX_FOLLOWED) throw refused(link.file, link.target, l10n.t('leads in a circle'));
    waiting.push(...segmentsOf(next).reverse());
  }
  return names;
}

function segmentsOf(target: string): string[] {
  return target.split('/').filter(isName);
}

function isName(segment: string): boolean {
  return segment !== '' && segment !== '.';
}

function refused(file: string, target: string, why: string): Error {
  return renderError(
    file,
    l10n.t(
      "The link '{0}' points to {1}, which {2}: point it to a place inside.",
      file,
      JSON.stringify(target),
      why,
    ),
  );
}
