import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import type { TreeView } from './host/tree-view';
import { makeRuns } from './lab-runs';

let lab: EditorLab;
let view: TreeView;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: (place) =>
      makeRuns(
        place,
        { label: 'Alpha membranes', date: '2026-03-07T10:00:00Z' },
        { label: 'Beta membranes', date: '2026-03-06T10:00:00Z', operator: 'bob' },
        { label: 'Gamma crystals', date: '2026-03-05T10:00:00Z', operator: 'bob', status: 'failed' },
        { label: 'Delta crystals', date: '2026-03-04T10:00:00Z', kind: 'test' },
      ),
  });
  view = await lab.workbench.view('ExLab', 'Runs');
  await view.expand(await view.rowNamed(/Confocal microscope/));
  await view.expand(await view.rowNamed(/PROJ-0042/));
  await view.rowNamed(/Alpha/);
});
afterAll(() => lab.dispose());

const LABELS = ['Alpha', 'Beta', 'Gamma', 'Delta'];

/** Which of the four runs are in the view. */
async function shownRuns(): Promise<string[]> {
  const rows = await view.rowsNow();
  return LABELS.filter((label) => rows.some((row) => row.includes(label)));
}

async function filterBy(typed: string): Promise<void> {
  const { quickInput } = lab.workbench;
  await view.press('Filter Runs…');
  await quickInput.shows({ title: 'Filter Runs' });
  await quickInput.type(typed);
  await quickInput.accept();
  await quickInput.isGone();
}

describe('the filter of the Runs view', () => {
  it.each([
    ['operator:bob', ['Beta', 'Gamma'], '2 of 4'],
    ['state:failed', ['Gamma'], '1 of 4'],
    ['membranes', ['Alpha', 'Beta'], '2 of 4'],
    ['operator:bob crystals', ['Gamma'], '1 of 4'],
    ['after:2026-03-06', ['Alpha', 'Beta'], '2 of 4'],
    ['kind:test', ['Delta'], '1 of 4'],
  ])('%s shows what it asks for, and says so', async (typed, expected, count) => {
    await filterBy(typed);
    await eventually(() => view.message().innerText()).toBe(`${typed}: ${count} runs`);
    await eventually(shownRuns).toEqual(expected);
    await lab.workbench.screenshot(`filter ${typed.replaceAll(':', ' ')}`);
  });

  it('says while it is typed what is wrong with it, and is not taken', async () => {
    const { quickInput } = lab.workbench;
    await view.press('Filter Runs…');
    await quickInput.shows({ title: 'Filter Runs' });
    expect(await quickInput.value()).toBe('kind:test');
    await quickInput.type('oprator:bob');
    await eventually(() => quickInput.validation()).toContain("There is no 'oprator:'");
    await lab.workbench.screenshot('filter refused');
    await quickInput.type('state:perfect');
    await eventually(() => quickInput.validation()).toContain('perfect');
    await quickInput.accept();
    await quickInput.shows({ title: 'Filter Runs' });
    await quickInput.type('state:pending');
    await eventually(() => quickInput.validation()).toBe('');
    await quickInput.cancel();
    await eventually(shownRuns).toEqual(['Delta']);
  });

  it('is cleared from the title and by an empty line', async () => {
    await filterBy('crystals');
    await eventually(shownRuns).toEqual(['Gamma', 'Delta']);
    await view.press('Clear Filter of Runs');
    await expectAll();
    await eventually(() => view.message().isVisible()).toBe(false);
    await filterBy('crystals');
    await eventually(shownRuns).toEqual(['Gamma', 'Delta']);
    await filterBy('');
    await expectAll();
  });

  it('keeps open what was open before it was set', async () => {
    await filterBy('crystals');
    await eventually(shownRuns).toEqual(['Gamma', 'Delta']);
    await view.press('Clear Filter of Runs');
    await view.rowNamed(/Balance/);
    await lab.workbench.screenshot('filter cleared');
    await eventually(shownRuns).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  it('that matches nothing says so, and lets itself be cleared', async () => {
    await filterBy('operator:nobody');
    const welcome = view.welcome().filter({ hasText: 'No run matches the filter.' });
    await eventually(() => welcome.isVisible()).toBe(true);
    await lab.workbench.screenshot('filter without match');
    await welcome.getByRole('button', { name: 'Clear Filter' }).click();
    await expectAll();
  });
});

/** All runs are there again, with an instrument that has none, in a tree that may have closed. */
async function expectAll(): Promise<void> {
  await view.rowNamed(/Balance/);
  await view.expand(await view.rowNamed(/Confocal microscope/));
  await view.expand(await view.rowNamed(/PROJ-0042/));
  await eventually(shownRuns).toEqual(['Alpha', 'Beta', 'Gamma']);
}
