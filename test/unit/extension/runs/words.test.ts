import { describe, expect, it } from 'vitest';
import { RUN_STATES, type RunEntry, type RunSummary } from '../../../../core/catalogue';
import { NO_PROBLEMS } from '../../../../extension/problems/tally';
import type { RunNode } from '../../../../extension/views/runs/nodes';
import {
  runDescription,
  runFace,
  runSpoken,
  runTitle,
  runTooltip,
  stateBadge,
  stateSentence,
  stateWord,
} from '../../../../extension/views/runs/words';

function node(run: Partial<RunEntry> = {}, summary: Partial<RunSummary> = {}): RunNode {
  return {
    type: 'run',
    id: 'x',
    parent: undefined as never,
    run: {
      path: '/lab/Run_x',
      leaf: 'Run_x',
      kind: 'experimental',
      container: null,
      moment: new Date(2026, 10, 20, 13, 0, 0).getTime(),
      ...run,
    },
    summary: {
      state: 'pending',
      problem: '',
      operator: 'Ada',
      createdAt: '',
      template: { name: 'confocal', version: '1.0.0' },
      source: 'record',
      label: 'Pores',
      objective: 'See them',
      ...summary,
    },
  };
}

describe('the words of states', () => {
  it('differ from state to state, each with a badge of its own that fits beside a name', () => {
    const words = RUN_STATES.map(stateWord);
    const badges = RUN_STATES.map(stateBadge);
    expect(new Set(words).size).toBe(RUN_STATES.length);
    expect(new Set(badges).size).toBe(RUN_STATES.length);
    expect(badges.every((badge) => badge.length === 1)).toBe(true);
  });

  it('say in a sentence what is the matter', () => {
    for (const state of RUN_STATES) {
      const sentence = stateSentence({ state, problem: 'creation.json is broken: it is empty.' });
      expect(sentence).toMatch(/^.{10,}\.$/);
    }
    expect(stateSentence({ state: 'broken_record', problem: 'because' })).toBe('because');
  });

  it('have a colour and an icon of their own where somebody must look', () => {
    const coloured = RUN_STATES.filter((state) => runFace('test', state, NO_PROBLEMS).color !== undefined);
    expect(coloured).toEqual(['failed', 'blocked_by_validation', 'no_record', 'broken_record']);
    const icons = coloured.map((state) => runFace('experimental', state, NO_PROBLEMS).icon);
    expect(new Set([...icons, 'beaker', 'tools']).size).toBe(coloured.length + 2);
    expect(runFace('experimental', 'pending', NO_PROBLEMS).icon).toBe('beaker');
    expect(runFace('test', 'synced', NO_PROBLEMS).icon).toBe('tools');
  });

  it('have another icon where a problem blocks the sync, and a state that needs an eye keeps its own', () => {
    const blocked = { ...NO_PROBLEMS, blocking: 1 };
    expect(runFace('test', 'pending', blocked)).toEqual({
      icon: 'circle-slash',
      color: 'list.errorForeground',
    });
    expect(runFace('test', 'pending', { ...NO_PROBLEMS, unreadable: 1 }).icon).toBe('circle-slash');
    expect(runFace('test', 'failed', blocked)).toEqual(runFace('test', 'failed', NO_PROBLEMS));
    expect(
      runFace('test', 'pending', { ...NO_PROBLEMS, soft: 1, overridden: 1, knownBlocking: 1 }).icon,
    ).toBe('tools');
  });
});

const TODAY = { now: new Date(2026, 11, 24), language: 'en-GB' };

describe('the words of a run', () => {
  it('show label, local time and state', () => {
    expect(runTitle(node())).toBe('Pores');
    expect(runDescription(node(), TODAY)).toBe('20 Nov 13:00 · pending');
    expect(runSpoken(node())).toBe('Pores, run, 2026-11-20 13:00:00, pending');
    expect(runSpoken(node({ kind: 'test' }))).toBe('Pores, test run, 2026-11-20 13:00:00, pending');
  });

  it.each([
    [new Date(2026, 10, 20, 23, 59), '13:00'],
    [new Date(2026, 10, 21, 0, 1), '20 Nov 13:00'],
    [new Date(2027, 0, 1), '2026-11-20'],
  ])('show on %s no more of the time than is needed', (now, time) => {
    expect(runDescription(node(), { ...TODAY, now })).toBe(`${time} · pending`);
  });

  it('show the time of a run without a label, once', () => {
    const unlabelled = node({}, { label: ' ' });
    expect(runTitle(unlabelled)).toBe('2026-11-20 13:00:00');
    expect(runDescription(unlabelled, TODAY)).toBe('pending');
    expect(runSpoken(unlabelled)).toBe('2026-11-20 13:00:00, run, pending');
  });

  it('show the name of a folder that tells no time, and no label where there is none', () => {
    const bare = node({ moment: null }, { label: '', state: 'no_record' });
    expect(runTitle(bare)).toBe('Run_x');
    expect(runDescription(bare, TODAY)).toBe('no record');
    expect(runSpoken(bare)).toBe('Run_x, run, no record');
  });

  it('tell all that is known, with UTC beside the local time', () => {
    const moment = Date.UTC(2026, 10, 20, 13);
    const lines = runTooltip(node({ moment }, { objective: 'x'.repeat(1000) })).split('\n');
    expect(lines).toContain('Pores');
    expect(lines).toContain('Operator: Ada');
    expect(lines).toContain('Template: confocal 1.0.0');
    expect(lines.some((line) => line.endsWith('2026-11-20 13:00:00 UTC'))).toBe(true);
    expect(lines).toContain(`Objective: ${'x'.repeat(300)}…`);
    expect(lines.at(-1)).toBe('/lab/Run_x');
  });

  it('leave out what nothing tells', () => {
    const bare = node(
      { moment: null },
      { label: '', operator: '', objective: '', template: null, state: 'no_record' },
    );
    expect(runTooltip(bare).split('\n')).toEqual([expect.stringMatching(/^Run: It has no/), '/lab/Run_x']);
  });
});
