import { describe, expect, it } from 'vitest';
import { SESSION_STATES, isTerminal, phaseOf, transition, type SessionState } from '../../../core/sessions';

const LINE: SessionState[] = [
  'pending',
  'validating',
  'rendering',
  'plugin_pass',
  'cache_write',
  'post_validate',
  'sync_queued',
  'done',
];

const LEGAL = new Set([
  ...LINE.slice(1).map((state, index) => `${LINE[index] ?? ''}>${state}`),
  'plugin_pass>input_required',
  'input_required>plugin_pass',
  ...SESSION_STATES.filter((state) => !['done', 'failed', 'aborted'].includes(state)).flatMap((state) => [
    `${state}>failed`,
    `${state}>aborted`,
  ]),
]);

describe('the session state machine', () => {
  it('allows exactly the edges of the specification', () => {
    for (const from of SESSION_STATES) {
      for (const to of SESSION_STATES) {
        if (LEGAL.has(`${from}>${to}`)) expect(transition(from, to)).toBe(to);
        else expect(() => transition(from, to), `${from}>${to}`).toThrow();
      }
    }
  });

  it('ends in done, failed and aborted only', () => {
    expect(SESSION_STATES.filter(isTerminal)).toEqual(['done', 'failed', 'aborted']);
  });

  it('names a phase for every state that works', () => {
    expect(Object.fromEntries(SESSION_STATES.map((state) => [state, phaseOf(state)]))).toEqual({
      pending: null,
      validating: 'validating_inputs',
      rendering: 'rendering_template',
      plugin_pass: 'running_plugins',
      input_required: 'input_required',
      cache_write: 'writing_cache',
      post_validate: 'validating_post_creation',
      sync_queued: 'queueing_nas_sync',
      done: 'done',
      failed: null,
      aborted: null,
    });
  });
});
