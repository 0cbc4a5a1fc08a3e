import { describe, expect, it } from 'vitest';
import { COMMAND_IDS } from '../../../extension/commands/ids';
import { commands, completions, keybindings, menus, strings, stringsIn, views, welcomes } from './manifest';
import { comparisons, holds, type Context } from './when-clause';

const contributed = commands.map(({ command }) => command);

function command(id: string) {
  const found = commands.find((candidate) => candidate.command === id);
  if (found === undefined) throw new Error(`${id} is not contributed`);
  return found;
}

function isEnabled(id: string, context: Context): boolean {
  return holds(command(id).enablement ?? 'always', { always: true, ...context });
}

/** Whether the palette lists a command. */
function isInPalette(id: string, context: Context): boolean {
  const { when } = menus.commandPalette.find((item) => item.command === id) ?? {};
  return isEnabled(id, context) && (when === undefined || holds(when, context));
}

/** Called without a node of the tree they ask which run is meant, or mean all. */
const ASKS_WITHOUT_A_NODE =
  /^exlab\.(auditNow|newTemplate|regenerateReadme|compareReadme|problems\.\w+|lintTemplates|previewTemplate|previewTemplate\.answers)$/;

describe('commands of the manifest', () => {
  it('are those that the extension registers, each once', () => {
    expect([...contributed].sort()).toEqual([...COMMAND_IDS].sort());
    expect(new Set(contributed).size).toBe(contributed.length);
  });

  it.each(commands)(
    '$command has the category ExLab, a title of its own, and an icon of the editor',
    (entry) => {
      expect(entry.category).toBe('%commands.category%');
      expect(entry.title).toBe(`%commands.${entry.command.replace('exlab.', '')}.title%`);
      expect(entry.icon ?? '$(none)').toMatch(/^\$\([a-z-]+\)$/);
    },
  );

  it('are the only ones in menus, keys, walkthroughs and welcome texts', () => {
    const inMenus = Object.values(menus).flatMap((items) => items.map((item) => item.command));
    const links = stringsIn(strings).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)]);
    const linked = links.map(([, id]) => id);
    const bound = keybindings.map(({ command: id }) => id);
    const completing = completions.filter(({ on }) => on === 'onCommand').map(({ what }) => what);
    const ofTheEditor = ['workbench.trust.manage', ...views.map(({ id }) => `${id}.focus`)];
    const known = [...contributed, ...ofTheEditor];
    const asked = [...inMenus, ...linked, ...bound, ...completing];
    expect(asked.filter((id) => !known.includes(id ?? ''))).toEqual([]);
    expect(welcomes.length).toBeGreaterThan(0);
  });

  it('stand in the palette unless they need a node of the tree', () => {
    const context = {
      isWorkspaceTrusted: true,
      'exlab.setup': 'ready',
      'exlab.unfinished': true,
      'exlab.preview.open': true,
    };
    const times = [
      { ...context, 'exlab.runs.filtered': true },
      { ...context, 'exlab.setup': 'none' },
    ];
    const hidden = contributed.filter((id) => !times.some((time) => isInPalette(id, time)));
    const ofNodes = new Set(menus['view/item/context'].map((item) => item.command));
    const needNode = [...ofNodes].filter((id) => !ASKS_WITHOUT_A_NODE.test(id));
    expect(hidden.sort()).toEqual(needNode.sort());
    expect(menus.commandPalette.filter(({ when }) => when !== 'false')).toEqual([]);
  });

  it('stand in a menu of the tree or its title bar once in each place', () => {
    for (const [menu, items] of Object.entries(menus)) {
      const places = items.map(({ command: id, when, group }) => [id, when, group].join());
      expect(new Set(places).size, menu).toBe(items.length);
    }
  });

  it('of the title bar and the context menu ask for the view that they belong to', () => {
    for (const { command: id, when } of [...menus['view/title'], ...menus['view/item/context']]) {
      const asked = comparisons(when ?? '').filter(
        ({ key, operator }) => key === 'view' && operator === '==',
      );
      expect(asked.map(({ value }) => value)).toEqual([expect.stringMatching(viewsOf(id))]);
    }
  });

  it('of the view Runs create with the page, and the quick ones stay in the palette', () => {
    const inMenus = Object.values(menus).flatMap((items) => items.map((item) => item.command));
    expect(inMenus.filter((id) => id.endsWith('Quick'))).toEqual([]);
    const context = { isWorkspaceTrusted: true, 'exlab.setup': 'ready' };
    const quick = contributed.filter((id) => id.endsWith('Quick'));
    expect(quick.filter((id) => isInPalette(id, context))).toHaveLength(3);
  });

  it('have keys in two strokes, so that no letter of any keyboard is taken', () => {
    for (const { key, mac } of keybindings) {
      expect([key, mac]).toEqual([
        expect.stringMatching(/^ctrl\+k alt\+\w$/),
        expect.stringMatching(/^cmd\+k alt\+\w$/),
      ]);
    }
  });
});

/** The views in which a command may stand. */
function viewsOf(id: string): RegExp {
  if (id.startsWith('exlab.sessions.') || id === 'exlab.showWizard') return /^exlab\.sessions$/;
  if (id === 'exlab.previewTemplate' || /^exlab\.(templates\.|lintTemplates$)/.test(id))
    return /^exlab\.templates$/;
  return id.startsWith('exlab.previewTemplate.') ? /^exlab\.templatePreview$/ : /^exlab\.runs$/;
}

const CREATE = contributed.filter((id) => /\.(runs\.)?(new|regenerate)/.test(id));

/** Nothing of a template is evaluated by lint. */
const READS = [
  'exlab.compareReadme',
  'exlab.runs.openReadme',
  'exlab.lintTemplates',
  'exlab.templates.open',
  'exlab.showDefinitionOfName',
];

describe('a command that creates', () => {
  it('can be called before the extension was ever active', () => {
    expect(CREATE.filter((id) => isEnabled(id, { isWorkspaceTrusted: true }))).toEqual(CREATE);
  });

  it.each(['none', 'incomplete'])('is disabled where the setup is %s', (setup) => {
    const context = { isWorkspaceTrusted: true, 'exlab.setup': setup };
    expect(CREATE.filter((id) => isEnabled(id, context))).toEqual([]);
  });

  it('is disabled where a folder is not trusted, and so is discarding', () => {
    const context = { isWorkspaceTrusted: false, 'exlab.setup': 'ready' };
    const others = [
      ...['exlab.runs.discard', 'exlab.sessions.createAgain', 'exlab.sessions.discard'],
      ...contributed.filter((id) => ASKS_WITHOUT_A_NODE.test(id) && !READS.includes(id)),
      ...contributed.filter((id) => id.startsWith('exlab.previewTemplate')),
    ];
    expect([...CREATE, ...others].filter((id) => isEnabled(id, context))).toEqual([]);
  });
});

describe('a command that only reads or parses', () => {
  it.each(READS)('is always there: %s', (id) => {
    expect(isEnabled(id, { isWorkspaceTrusted: false, 'exlab.setup': 'incomplete' })).toBe(true);
  });
});

describe('a command that makes sense at times', () => {
  it('clears a filter only where there is one', () => {
    expect(isEnabled('exlab.runs.clearFilter', {})).toBe(false);
    expect(isEnabled('exlab.runs.clearFilter', { 'exlab.runs.filtered': true })).toBe(true);
  });

  it('makes a demo lab where there is no configuration, and where nobody has looked yet', () => {
    const id = 'exlab.makeDemoLab';
    const trusted = { isWorkspaceTrusted: true };
    expect(isEnabled(id, trusted)).toBe(true);
    expect(isEnabled(id, { ...trusted, 'exlab.setup': 'none' })).toBe(true);
    expect(isEnabled(id, { ...trusted, 'exlab.setup': 'incomplete' })).toBe(false);
    expect(isEnabled(id, { ...trusted, 'exlab.setup': 'ready' })).toBe(false);
    expect(isEnabled(id, { 'exlab.setup': 'none' })).toBe(false);
  });

  it('shows unfinished creations where there are some, and where nobody has looked yet', () => {
    const id = 'exlab.showUnfinished';
    expect(isEnabled(id, {})).toBe(true);
    expect(isEnabled(id, { 'exlab.setup': 'ready', 'exlab.unfinished': false })).toBe(false);
    expect(isEnabled(id, { 'exlab.setup': 'ready', 'exlab.unfinished': true })).toBe(true);
  });
});
