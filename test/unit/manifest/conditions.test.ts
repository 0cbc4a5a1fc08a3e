import { describe, expect, it } from 'vitest';
import type { ContextValues } from '../../../extension/context-keys';
import { conditions, menus, views, welcomes } from './manifest';
import { comparisons, holds } from './when-clause';

/** The compiler sees to it that these are all of our keys, and all values of the first. */
const OWN_KEYS: Readonly<Record<keyof ContextValues, true>> = {
  'exlab.setup': true,
  'exlab.runs.listed': true,
  'exlab.runs.filtered': true,
  'exlab.unfinished': true,
  'exlab.sessions.wanted': true,
};
const SETUP: Readonly<Record<ContextValues['exlab.setup'], true>> = {
  none: true,
  incomplete: true,
  ready: true,
};

/** Keys of the editor, as its documentation names them. */
const EDITOR_KEYS = ['view', 'viewItem', 'isWorkspaceTrusted', 'isWeb', 'remoteName', 'false'];

const VIEW_ITEMS = [
  'exlab.equipment',
  'exlab.equipmentWithoutFolder',
  'exlab.project',
  'exlab.run.experimental',
  'exlab.run.test',
  'exlab.testRuns',
  'exlab.period.experimental',
  'exlab.period.test',
];
const SESSION_ITEMS = ['exlab.session.unfinished', 'exlab.session.unfinishedAway', 'exlab.session.shown'];

const asked = conditions.flatMap(({ where, when }) =>
  comparisons(when).map((comparison) => ({ where, ...comparison })),
);

describe('conditions of the manifest', () => {
  it('ask for keys that somebody sets', () => {
    const known = [...Object.keys(OWN_KEYS), ...EDITOR_KEYS];
    expect(asked.filter(({ key }) => !known.includes(key))).toEqual([]);
  });

  it('ask for each of our keys somewhere', () => {
    const keys = new Set(asked.map(({ key }) => key));
    expect(Object.keys(OWN_KEYS).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('compare with values that there are', () => {
    const values: Readonly<Record<string, readonly string[]>> = {
      view: views.map(({ id }) => id),
      viewItem: [...VIEW_ITEMS, ...SESSION_ITEMS],
      'exlab.setup': Object.keys(SETUP),
    };
    const unknown = asked.filter(({ key, operator, value = '' }) => {
      if (operator === undefined) return values[key] !== undefined && key !== 'exlab.setup';
      const known = values[key] ?? [];
      const matches =
        operator === '=~' ? (text: string) => new RegExp(value.slice(1, -1)).test(text) : undefined;
      return matches === undefined ? !known.includes(value) : !known.some(matches);
    });
    expect(unknown).toEqual([]);
  });
});

describe('the menu of a node', () => {
  const desktop = { view: 'exlab.runs', isWorkspaceTrusted: true, 'exlab.setup': 'ready' };

  function menuOf(viewItem: string, more: Readonly<Record<string, string | boolean>> = {}): string[] {
    const items = menus['view/item/context'];
    return items
      .filter(
        ({ when = '', group = '' }) =>
          !group.startsWith('inline') && holds(when, { ...desktop, ...more, viewItem }),
      )
      .map(({ command }) => command.replace(/^exlab\.(runs\.)?/, ''));
  }

  const PLACE = ['openFolder', 'reveal', 'openTerminal', 'copyPath'];
  const README = ['compareReadme', 'regenerateReadme'];
  const PROBLEMS = ['auditNow', 'problems.override', 'problems.revoke', 'problems.markKnown'];

  it.each([
    ['exlab.equipment', ['newRunHere', 'newTestRunHere', 'newProjectHere', ...PLACE, 'auditNow']],
    ['exlab.equipmentWithoutFolder', ['newProjectHere']],
    ['exlab.project', ['newRunHere', 'newTestRunHere', ...PLACE, ...README, 'auditNow']],
    ['exlab.testRuns', ['newTestRunHere', ...PLACE]],
    ['exlab.run.experimental', ['openReadme', ...PLACE, ...README, ...PROBLEMS, 'newTemplate', 'discard']],
    ['exlab.run.test', ['openReadme', ...PLACE, ...README, ...PROBLEMS, 'newTemplate', 'discard']],
    ['exlab.period.experimental', ['newRunHere', 'newTestRunHere']],
    ['exlab.period.test', ['newTestRunHere']],
  ])('%s offers what can be done there', (viewItem, offered) => {
    expect(menuOf(viewItem)).toEqual(offered);
  });

  it.each([{ isWeb: true }, { remoteName: 'ssh-remote' }])(
    'shows no file manager where there is none: %o',
    (context) => {
      expect(menuOf('exlab.project', context)).not.toContain('reveal');
    },
  );

  it('has one button in the line of each node that something is made of or read in', () => {
    const inline = menus['view/item/context'].filter(({ group }) => group?.startsWith('inline'));
    const buttons = VIEW_ITEMS.map(
      (viewItem) => inline.filter(({ when = '' }) => holds(when, { ...desktop, viewItem })).length,
    );
    expect(buttons).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  });
});

describe('the menu of a session', () => {
  function menuOf(viewItem: string): string[] {
    return menus['view/item/context']
      .filter(({ when = '', group = '' }) => {
        return !group.startsWith('inline') && holds(when, { view: 'exlab.sessions', viewItem });
      })
      .map(({ command }) => command.replace('exlab.sessions.', ''));
  }

  it('offers what can be done with an unfinished creation, and no files that are not there', () => {
    expect(menuOf('exlab.session.unfinished')).toEqual(['createAgain', 'openFiles', 'discard']);
    expect(menuOf('exlab.session.unfinishedAway')).toEqual(['createAgain']);
  });

  it('shows the page of a creation that this window has one of', () => {
    expect(menuOf('exlab.session.shown')).toEqual(['exlab.showWizard']);
  });
});

describe('the welcome text of the Sessions view', () => {
  it.each([
    [{}, []],
    [{ 'exlab.setup': 'none' }, ['%viewsWelcome.sessionsSetup.contents%']],
    [{ 'exlab.setup': 'incomplete' }, ['%viewsWelcome.sessionsSetup.contents%']],
    [{ 'exlab.setup': 'ready' }, ['%viewsWelcome.sessions.contents%']],
    [{ 'exlab.setup': 'ready', isWorkspaceTrusted: false }, ['%viewsWelcome.sessionsUntrusted.contents%']],
  ])('says one thing: %o', (context, contents) => {
    const shown = welcomes.filter(
      ({ view, when }) => view === 'exlab.sessions' && holds(when, { isWorkspaceTrusted: true, ...context }),
    );
    expect(shown.map((welcome) => welcome.contents)).toEqual(contents);
  });
});

describe('the welcome text of the Runs view', () => {
  it.each([
    [{ 'exlab.setup': 'none' }, ['%viewsWelcome.none.contents%']],
    [{ 'exlab.setup': 'incomplete' }, ['%viewsWelcome.incomplete.contents%']],
    [{ 'exlab.setup': 'ready' }, []],
    [{ 'exlab.setup': 'ready', 'exlab.runs.listed': true }, ['%viewsWelcome.empty.contents%']],
    [
      { 'exlab.setup': 'ready', 'exlab.runs.listed': true, isWorkspaceTrusted: false },
      ['%viewsWelcome.untrusted.contents%'],
    ],
    [{ 'exlab.setup': 'ready', 'exlab.runs.filtered': true }, ['%viewsWelcome.filtered.contents%']],
    [{}, []],
  ])('says one thing: %o', (context, contents) => {
    const shown = welcomes.filter(
      ({ view, when }) => view === 'exlab.runs' && holds(when, { isWorkspaceTrusted: true, ...context }),
    );
    expect(shown.map((welcome) => welcome.contents)).toEqual(contents);
  });
});
