import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ExtraInputs } from '../../../core/plugins';
import { ContextKeys } from '../../../extension/context-keys';
import { ErrorFunnel } from '../../../extension/errors';
import { followSession, type Followed } from '../../../extension/quick/follow';
import type { Services } from '../../../extension/services';
import { disposeLaboratories, plugged } from '../../support/creations';
import type { Laboratory } from '../../support/laboratory';
import { suite, type Test } from '../host/suite';
import type { IN_PLUGIN_INPUT } from './names';
import { ObservedInputs, activate } from './observed-inputs';

/** What a plugin asks for in the middle of a creation. */
const QUESTION = {
  plugin: 'filler',
  reason: 'The sheet has no lot',
  fields: [
    { id: 'lot', label: 'Lot', type: 'string', required: true, default: 'L-1' },
    { id: 'opened', label: 'Opened on', type: 'date', required: false },
    { id: 'kept_cold', label: 'Kept cold', type: 'boolean', required: true, default: true },
  ],
} as const;

interface Conversation {
  readonly lab: Laboratory;
  readonly inputs: ObservedInputs;
  readonly given: ExtraInputs[];
  readonly ended: Promise<Followed>;
}

/** A run whose plugin asks, followed as the extension does it. */
async function conversation(test: (talk: Conversation) => Promise<void>): Promise<void> {
  const given: ExtraInputs[] = [];
  const lab = await plugged(async (_, hooks) => given.push(await hooks.askForInput(QUESTION)));
  const log = vscode.window.createOutputChannel('Plugin input', { log: true });
  const services = {
    log,
    contextKeys: new ContextKeys(),
    errors: new ErrorFunnel(log),
  } as Partial<Services> as Services;
  const inputs = new ObservedInputs();
  try {
    const opened = await lab.engine.controller.createRun(lab.run());
    const ended = followSession(services, lab.engine, opened, 'New Run');
    await test({ lab, inputs, given, ended });
    assert.equal(inputs.open, 0, 'an input stayed open');
  } finally {
    inputs.dispose();
    log.dispose();
    await disposeLaboratories();
  }
}

function runsOf({ project }: Laboratory): string[] {
  return readdirSync(project).filter((name) => name !== '.exlab-wizard');
}

const tests: Record<(typeof IN_PLUGIN_INPUT)[number], Test> = {
  'asks for one field after the other, and goes on with what was given': () =>
    conversation(async ({ inputs, given, ended }) => {
      const lot = await inputs.shows('Lot: The sheet has no lot');
      assert.equal(lot.title, 'New Run: filler');
      assert.equal(lot.value, 'L-1');
      await inputs.accept();
      await inputs.shows('Opened on');
      await inputs.accept();
      const cold = await inputs.shows('Kept cold');
      await activate(cold, 'No');
      await inputs.accept();
      assert.equal((await ended).handle.state, 'done');
      assert.deepEqual(given, [{ lot: 'L-1', kept_cold: false }]);
    }),

  'asks again only for the field that was refused': () =>
    conversation(async ({ inputs, given, ended }) => {
      await inputs.shows('Lot');
      await inputs.accept();
      const opened = await inputs.shows('Opened on');
      opened.value = '2026-02-30';
      await inputs.accept();
      await inputs.shows('Kept cold');
      await inputs.accept();
      const again = await inputs.shows('Opened on');
      assert('validationMessage' in again);
      assert(JSON.stringify(again.validationMessage).includes('is a date like'));
      assert.equal(again.value, '2026-02-30');
      again.value = '2026-02-28';
      await inputs.accept();
      assert.equal((await ended).handle.state, 'done');
      assert.deepEqual(given, [{ lot: 'L-1', opened: '2026-02-28', kept_cold: true }]);
    }),

  'asks for the same again where somebody dismisses it and wants to go on': () =>
    conversation(async ({ inputs, ended }) => {
      const lot = await inputs.shows('Lot');
      lot.value = 'L-2';
      await inputs.accept();
      await inputs.shows('Opened on');
      await inputs.dismiss();
      await inputs.shows('Stop this creation?');
      await inputs.accept();
      const again = await inputs.shows('Lot');
      assert.equal(again.value, 'L-2');
      await inputs.accept();
      await inputs.shows('Opened on');
      await inputs.accept();
      await inputs.shows('Kept cold');
      await inputs.accept();
      assert.equal((await ended).handle.state, 'done');
    }),

  'stops where somebody dismisses it, and discards the files if that is wanted': () =>
    conversation(async ({ lab, inputs, ended }) => {
      await inputs.shows('Lot');
      await inputs.dismiss();
      await activate(await inputs.shows('Stop this creation?'), 'discard the files');
      await inputs.accept();
      assert.equal((await ended).handle.state, 'aborted');
      assert.deepEqual(runsOf(lab), []);
    }),

  'closes its input when the creation is stopped from elsewhere': () =>
    conversation(async ({ lab, inputs, ended }) => {
      await inputs.shows('Lot');
      const [session] = await lab.engine.inFlight();
      assert(session);
      await lab.engine.controller.cancel(session.session_id, { discard_files: false });
      assert.equal((await ended).handle.state, 'aborted');
      assert.equal((await lab.engine.unfinished()).length, 1);
    }),
};

export const run = suite(tests);
