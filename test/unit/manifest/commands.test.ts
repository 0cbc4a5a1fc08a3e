import { describe, expect, it } from 'vitest';
import { COMMAND_IDS } from '../../../extension/commands/ids';
import { commands, menus, strings, stringsIn, welcomes } from './manifest';
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

  it('are the only ones in menus and welcome texts', () => {
    const inMenus = Object.values(menus).flatMap((items) => items.map((item) => item.command));
    const links = stringsIn(strings).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)]);
    const linked = links.map(([, id]) => id).filter((id) => id !== 'workbench.trust.manage');
    expect([...inMenus, ...linked].filter((id) => !contributed.includes(id ?? ''))).toEqual([]);
    expect(welcomes.length).toBeGreaterThan(0);
  });

  it('stand in the palette unless they need a node of the tree', () => {
    const context = { isWorkspaceTrusted: true, 'exlab.setup': 'ready', 'exlab.unfinished': true };
    const hidden = contributed.filter((id) => !isInPalette(id, { ...context, 'exlab.runs.filtered': true }));
    const needNode = new Set(menus['view/item/context'].map((item) => item.command));
    expect(hidden.sort()).toEqual([...needNode].sort());
    expect(menus.commandPalette.filter(({ when }) => when !== 'false')).toEqual([]);
  });

  it('stand in a menu of the tree or its title bar once in each place', () => {
    for (const [menu, items] of Object.entries(menus)) {
      const places = items.map(({ command: id, when, group }) => [id, when, group].join());
      expect(new Set(places).size, menu).toBe(items.length);
    }
  });

  it('of the title bar and the context menu ask for our view', () => {
    for (const { when } of [...menus['view/title'], ...menus['view/item/context']]) {
      expect(comparisons(when ?? '')).toContainEqual({ key: 'view', operator: '==', value: 'exlab.runs' });
    }
  });
});

const CREATE = contributed.filter((id) => /\.(runs\.)?new/.test(id));

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
    expect([...CREATE, 'exlab.runs.discard'].filter((id) => isEnabled(id, context))).toEqual([]);
  });
});

describe('a command that makes sense at times', () => {
  it('clears a filter only where there is one', () => {
    expect(isEnabled('exlab.runs.clearFilter', {})).toBe(false);
    expect(isEnabled('exlab.runs.clearFilter', { 'exlab.runs.filtered': true })).toBe(true);
  });

  it('shows unfinished creations where there are some, and where nobody has looked yet', () => {
    const id = 'exlab.showUnfinished';
    expect(isEnabled(id, {})).toBe(true);
    expect(isEnabled(id, { 'exlab.setup': 'ready', 'exlab.unfinished': false })).toBe(false);
    expect(isEnabled(id, { 'exlab.setup': 'ready', 'exlab.unfinished': true })).toBe(true);
  });
});
