import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORE, Conversation, PLACE } from './conversation';
import { openEditorLab, type EditorLab } from './editor-lab';
import type { QuickInput } from './host/quick-input';

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: experimental
_exlab_readme: {fields: [{id: tube, label: Tube, type: string, required: true}]}
count: {type: int, help: How many wells, validator: "{% if count > 9 %}Nine wells at most{% endif %}"}
sample: {type: str, help: Name of the sample, default: s1}
`;

let lab: EditorLab;
let quickInput: QuickInput;
let conversation: Conversation;

beforeAll(async () => {
  lab = await openEditorLab();
  ({ quickInput } = lab.workbench);
  conversation = new Conversation(lab.workbench);
  await writeTemplate('wells', { 'copier.yml': MANIFEST, '{{ sample }}.txt': 'data\n' });
  await writeTemplate('torn', { 'copier.yml': 'sample: [\n' });
  await writeTemplate('confined', { 'copier.yml': `${MANIFEST}_exlab_plugins: [filler]\n` });
});
afterAll(() => lab.dispose());
beforeEach(() => lab.workbench.press('Escape', 'Escape'));

async function writeTemplate(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = path.join(lab.folder, 'templates', name);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
}

/** Goes to the input of a run from the template `wells` that asks for this. */
async function goTo(asked: RegExp, answers = {}): Promise<void> {
  await lab.workbench.command('ExLab: New Run (Quick)');
  await quickInput.shows({ title: 'New Run', placeholder: 'Which instrument?' });
  await conversation.until(asked, { ...PLACE, ...CORE, 'Which template?': 'wells', wells: '3', ...answers });
}

/** Types an answer that is refused: at once if there is something to look at, and again when it is given. */
async function expectRefusal(text: string, why: string): Promise<void> {
  await quickInput.type(text);
  if (text !== '') await expect.poll(() => quickInput.validation(), PATIENT).toContain(why);
  const step = await quickInput.step();
  await quickInput.accept();
  await expect.poll(() => quickInput.validation(), PATIENT).toContain(why);
  expect(await quickInput.step()).toBe(step);
}

/** Takes a choice that is refused: why stands above the others, and is the name of the input. */
async function expectRefusedChoice(label: string, why: string): Promise<void> {
  const step = await quickInput.step();
  await quickInput.type(label);
  await quickInput.accept();
  await expect.poll(() => quickInput.placeholder(), PATIENT).toContain(why);
  await quickInput.type('');
  await expect.poll(async () => (await quickInput.rows())[0], PATIENT).toContain(why);
  expect(await quickInput.step()).toBe(step);
}

const PATIENT = { timeout: 10_000 };

describe('while it is typed', () => {
  it('an empty label, and one that is too long', async () => {
    await goTo(/Label/);
    await expectRefusal('  ', "'label'");
    await expectRefusal('x'.repeat(101), '101 characters; 100 is the most');
    await lab.workbench.screenshot('refused label');
    await quickInput.type('fine');
    await expect.poll(() => quickInput.validation()).toBe('');
  });

  it('an empty operator', async () => {
    await goTo(/Operator/);
    await expectRefusal(' ', "'operator'");
  });

  it('an empty objective, and one that is too long', async () => {
    await goTo(/Objective/);
    await expectRefusal('', "'objective'");
    await expectRefusal('x'.repeat(2001), '2000');
  });

  it('an answer of the wrong type, and one that the template refuses', async () => {
    await goTo(/How many wells/);
    await expectRefusal('many', "'many'");
    await expectRefusal('12', 'Nine wells at most');
    await lab.workbench.screenshot('refused answer');
  });

  it('a required field of the README that is left empty', async () => {
    await goTo(/Tube/);
    await expectRefusal('', 'required');
  });

  it('an id that is none, and a project that exists', async () => {
    await lab.workbench.command('ExLab: New Project (Quick)');
    await quickInput.shows({ title: 'New Project' });
    await conversation.until(/short id/, PLACE);
    await expectRefusal('Membranes', 'PROJ-');
    await expectRefusal('PROJ-0042', 'PROJ-0042 under CONFOCAL_01 already');
    await conversation.give('PROJ-0099');
    await conversation.until(/name of the LIMS/, {});
    await expectRefusal(' ', 'name');
  });
});

describe('where it is chosen', () => {
  it('an instrument that has no project yet', async () => {
    await lab.workbench.command('ExLab: New Run (Quick)');
    await quickInput.shows({ title: 'New Run', placeholder: 'Which instrument?' });
    await expectRefusedChoice('BALANCE_02', "no project under 'BALANCE_02'");
    await lab.workbench.screenshot('refused instrument');
    await quickInput.choose('CONFOCAL_01');
    await quickInput.shows({ placeholder: 'Which project?' });
  });

  it('a project that has gone since', async () => {
    const gone = path.join(lab.root, 'CONFOCAL_01', 'PROJ-0007');
    await mkdir(gone);
    await goTo(/Which project\?/);
    await rm(gone, { recursive: true });
    await expectRefusedChoice('PROJ-0007', 'There is no project PROJ-0007');
  });

  it('a template that does not load', async () => {
    await goTo(/Which template\?/);
    const listed = (await quickInput.rows()).find((row) => row.includes('torn'));
    expect(listed).toContain('cannot be used');
    await expectRefusedChoice('torn', 'copier.yml');
    await lab.workbench.screenshot('refused template');
  });
});

describe('where it was typed, though only the plan shows it', () => {
  it('an answer that makes a name which no file may have', async () => {
    await goTo(/has a default/);
    await conversation.give('Look at them');
    await conversation.until(/Name of the sample/, {});
    await conversation.give('a:b');
    await conversation.until(/a:b\.txt/, {});
    expect(await quickInput.value()).toBe('a:b');
    expect(await quickInput.validation()).toContain('a:b.txt');
    await lab.workbench.screenshot('refused name');
    await conversation.give('ab');
    await conversation.untilPlan({});
    expect((await quickInput.rows()).some((row) => row.includes('ab.txt'))).toBe(true);
  });

  it('a template with a plugin that cannot run', async () => {
    await goTo(/Which template\?/);
    await conversation.give('confined');
    await conversation.until(/filler/, { ...CORE, 'How many wells': '3' });
    expect((await quickInput.rows())[0]).toContain('filler');
    await lab.workbench.screenshot('refused plugin');
    await conversation.give('wells');
    await conversation.untilPlan({});
  });

  it('an instrument whose disk is not there any more', async () => {
    await lab.workbench.command('ExLab: New Project (Quick)');
    await quickInput.shows({ title: 'New Project' });
    const answers = { ...PLACE, ...CORE, 'short id': 'PROJ-0100', 'name of the LIMS': 'Lost' };
    await conversation.until(/Objective/, answers);
    const away = `${lab.root}-away`;
    await rename(lab.root, away);
    try {
      await conversation.give('Find it');
      await conversation.until(/connect its disk/, {});
      expect((await quickInput.rows()).some((row) => row.includes('CONFOCAL_01'))).toBe(true);
    } finally {
      await rename(away, lab.root);
    }
    await conversation.give('CONFOCAL_01');
    await conversation.untilPlan({ ...CORE });
    expect((await quickInput.rows())[0]).toContain('Create PROJ-0100');
  });
});

describe('in the plan, where no answer could change it', () => {
  it('a disk that is too full, until it no longer is', async () => {
    const disk = path.join(lab.root, 'BALANCE_02');
    await mkdir(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60m', 'tmpfs', disk]);
    try {
      await mkdir(path.join(disk, 'PROJ-0001'));
      const answers = { 'Which instrument?': 'BALANCE_02', 'Which project?': 'PROJ-0001' };
      await goTo(/keeps it from/, answers);
      const [problem = ''] = await quickInput.rows();
      expect(problem).toContain('MB are needed');
      expect(problem).toContain('Free some space');
      await lab.workbench.screenshot('refused plan');
      execFileSync('mount', ['-o', 'remount,size=300m', disk]);
      await quickInput.accept();
      await expect.poll(() => quickInput.placeholder(), PATIENT).toContain('Enter creates it');
      await quickInput.back();
      await expect.poll(() => conversation.asked(), PATIENT).toMatch(/Name of the sample|has a default/);
    } finally {
      execFileSync('umount', ['-l', disk]);
      await rm(disk, { recursive: true });
    }
  });
});

describe('what was typed before somebody broke off', () => {
  it('stands there the next time, and nothing is made', async () => {
    await goTo(/Objective/, { Label: 'Broken off' });
    await quickInput.type('Half a thought');
    await quickInput.cancel();
    await goTo(/Label/);
    expect(await quickInput.value()).toBe('Broken off');
  });
});
