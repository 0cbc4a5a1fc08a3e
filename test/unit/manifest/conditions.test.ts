import { describe, expect, it } from 'vitest';
import type { ContextValues } from '../../../extension/context-keys';
import { conditions, menus, views, welcomes } from './manifest';
import { comparisons, holds, type Context } from './when-clause';

/** The compiler sees to it that these are all of our keys, and all values of the first. */
const OWN_KEYS: Readonly<Record<keyof ContextValues, true>> = {
  'exlab.setup': true,
  'exlab.runs.listed': true,
  'exlab.runs.filtered': true,
  'exlab.unfinished': true,
  'exlab.sessions.wanted': true,
  'exlab.templates.listed': true,
  'exlab.preview.open': true,
};
const SETUP: Readonly<Record<ContextValues['exlab.setup'], true>> = {
  none: true,
  incomplete: true,
  ready: true,
};

/** Keys of the editor, as its documentation names them. */
const EDITOR_KEYS = [
  ...['view', 'viewItem', 'isWorkspaceTrusted', 'isWeb', 'remoteName', 'false'],
  ...['resourceScheme', 'resourceFilename', 'resourceExtname'],
];

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
const TEMPLATE_ITEMS = [
  'exlab.template.experimental',
  'exlab.template.test',
  'exlab.template.both',
  'exlab.template.project',
  'exlab.template.equipment',
  'exlab.template.broken',
];
const PREVIEW_ITEMS = ['exlab.preview.set', 'exlab.preview.file'];
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
      viewItem: [...VIEW_ITEMS, ...SESSION_ITEMS, ...TEMPLATE_ITEMS, ...PREVIEW_ITEMS],
      resourceScheme: ['file'],
      resourceFilename: ['copier.yml', 'copier.yaml', '{{ sample }}.csv'],
      resourceExtname: ['.jinja'],
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

describe('the menu of a template', () => {
  function menuOf(viewItem: string, kind: 'inline' | 'menu', more: Readonly<Record<string, boolean>> = {}) {
    return menus['view/item/context']
      .filter(({ when = '', group = '' }) => {
        const isInline = group.startsWith('inline');
        return (
          isInline === (kind === 'inline') && holds(when, { view: 'exlab.templates', viewItem, ...more })
        );
      })
      .map(({ command }) => command.replace(/^exlab\.(templates\.)?/, ''));
  }

  const LOOK = ['previewTemplate', 'lintTemplates', 'open', 'reveal'];

  it.each([
    ['exlab.template.experimental', ['newRun', ...LOOK]],
    ['exlab.template.test', ['newTestRun', ...LOOK]],
    ['exlab.template.both', ['newRun', 'newTestRun', ...LOOK]],
    ['exlab.template.project', ['newProject', ...LOOK]],
    ['exlab.template.equipment', LOOK],
    ['exlab.template.broken', LOOK],
  ])('%s offers what can be made of it, and a look at it', (viewItem, offered) => {
    expect(menuOf(viewItem, 'menu')).toEqual(offered);
    const [first = ''] = offered;
    const buttons = first.startsWith('new') ? ['previewTemplate', first] : ['previewTemplate'];
    expect(menuOf(viewItem, 'inline')).toEqual(buttons);
  });

  it('shows no file manager where there is none', () => {
    expect(menuOf('exlab.template.broken', 'menu', { isWeb: true })).not.toContain('reveal');
  });
});

describe('the preview of a template', () => {
  function offersPreview(
    menu: 'explorer/context' | 'editor/title' | 'editor/context',
    context: Context,
  ): boolean {
    return menus[menu].some(({ when = '' }) => holds(when, { resourceScheme: 'file', ...context }));
  }

  it('is offered at the files of a template', () => {
    for (const resourceFilename of ['copier.yml', 'copier.yaml']) {
      for (const menu of ['explorer/context', 'editor/title', 'editor/context'] as const) {
        expect(offersPreview(menu, { resourceFilename })).toBe(true);
        expect(offersPreview(menu, { resourceFilename, resourceScheme: 'git' })).toBe(false);
      }
    }
    expect(offersPreview('editor/context', { resourceExtname: '.jinja' })).toBe(true);
    expect(offersPreview('explorer/context', { resourceFilename: 'notes.md', resourceExtname: '.md' })).toBe(
      false,
    );
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
