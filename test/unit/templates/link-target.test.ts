import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLinks, checkTargetText } from '../../../core/templates/link-target';

function check(links: Record<string, string>): void {
  checkLinks(Object.entries(links).map(([path, target]) => ({ path, target, file: `${path}.jinja` })));
}

describe('the text of a link’s target', () => {
  it.each(['a', '../a', './a//b', '.', '…'])('may be %j', (target) => {
    expect(() => checkTargetText(target, 'f')).not.toThrow();
  });

  it.each<[string, RegExp]>([
    ['', /is empty/],
    ['/etc', /is absolute/],
    ['C:\\x', /is absolute/],
    ['a\\b', /no path may have/],
    ['a\0b', /no path may have/],
  ])('may not be %j', (target, message) => {
    expect(() => checkTargetText(target, 'f')).toThrow(message);
  });
});

describe('the links of a plan', () => {
  it('may lead anywhere inside, also to what is not there', () => {
    expect(() =>
      check({ a: 'b', 'd/up': '../x', 'd/e/top': '../..', nothing: 'nowhere/at/all', here: '.' }),
    ).not.toThrow();
  });

  it.each<[string, Record<string, string>]>([
    ['climbs out', { a: '..' }],
    ['climbs out from below', { 'd/a': '../../x' }],
    ['climbs out on its way', { a: 'x/../../y' }],
    ['climbs out by way of another', { 'a/b/top': '../..', 'a/b/out': 'top/../x' }],
    ['climbs out by way of another two', { x: '.', y: 'x/x', z: 'y/../q' }],
  ])('may not lead out: one %s', (_, links) => {
    expect(() => check(links)).toThrow(/leads out of the folder that is made/);
  });

  it('may not lead in a circle', () => {
    expect(() => check({ a: 'b', b: 'a' })).toThrow(/leads in a circle/);
    expect(() => check({ a: 'a' })).toThrow(/leads in a circle/);
    expect(() => check({ a: 'b/c', b: 'a' })).toThrow(/leads in a circle/);
  });

  it('may not lead to our own records', () => {
    expect(() => check({ a: '.exlab-wizard' })).toThrow(/own records/);
    expect(() => check({ 'd/a': '../.EXLAB-Wizard/creation.json' })).toThrow(/own records/);
    expect(() => check({ a: 'b/creation.json', b: '.exlab-wizard' })).toThrow(/own records/);
  });

  it('may not lead out where two names are one', () => {
    expect(() => check({ 'a/Top': '..', 'a/out': 'top/../x' })).toThrow(/leads out/);
  });

  it('never let a walk leave, whatever they are', () => {
    const segment = fc.constantFrom('a', 'b', 'c', '..', '.');
    const target = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    const place = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
    const links = fc.dictionary(
      place.map((names) => names.join('/')),
      target,
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(links, (given) => {
        // What lies below a link is no place for another.
        const entries = Object.entries(given).filter(
          ([path]) => !Object.keys(given).some((other) => path.startsWith(`${other}/`)),
        );
        try {
          check(Object.fromEntries(entries));
        } catch {
          return;
        }
        for (const [path, to] of entries) expect(leaves(path, to, new Map(entries), 0)).toBe(false);
      }),
      { seed: 11, numRuns: 3000 },
    );
  });
});

/** What the system would do: follows one link after the other, each time from the beginning. */
function leaves(path: string, target: string, links: ReadonlyMap<string, string>, depth: number): boolean {
  if (depth > 60) return false;
  let at = path.split('/').slice(0, -1);
  for (const [index, name] of target.split('/').entries()) {
    if (name === '.') continue;
    if (name === '..') {
      if (at.length === 0) return true;
      at = at.slice(0, -1);
      continue;
    }
    const next = [...at, name].join('/');
    const to = links.get(next);
    if (to !== undefined) {
      const rest = target.split('/').slice(index + 1);
      return leaves(next, [to, ...rest].join('/'), links, depth + 1);
    }
    at = [...at, name];
  }
  return false;
}
