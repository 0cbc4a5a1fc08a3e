import { describe, expect, it } from 'vitest';
import { SESSION_STATES, isTerminal } from '../../../../../core/sessions';
import { localTime } from '../../../../../core/system';
import { groupsOf, type InFlightNode } from '../../../../../extension/views/sessions/nodes';
import {
  descriptionOf,
  faceOf,
  spokenOf,
  titleOf,
  tooltipOf,
} from '../../../../../extension/views/sessions/words';
import { inFlight, inFlightNode, unfinished, unfinishedNode } from './sessions';

const { planned, ...session } = inFlight();
const unplanned: InFlightNode = { type: 'in_flight', id: 'x', session, page: null };

describe('the line of a session', () => {
  it('bears the label of its run, and says what it is at', () => {
    const node = inFlightNode();
    expect([titleOf(node), descriptionOf(node)]).toEqual(['Heat shock, slide 3', 'Writing files']);
  });

  it('bears the name of the folder where there is no label', () => {
    if (planned === undefined) throw new Error('it is planned');
    const node = inFlightNode({ planned: { ...planned, request: { ...planned.request, label: ' ' } } });
    expect(titleOf(node)).toBe('Run_2026-11-20T12-00-00');
  });

  it('says what is made where nothing else is known yet', () => {
    expect(titleOf(unplanned)).toBe('New run');
    expect(tooltipOf(unplanned)).not.toMatch(/undefined|\n\n/);
  });

  it('says something in every state', () => {
    const going = SESSION_STATES.filter((state) => !isTerminal(state));
    const said = going.map((state) => descriptionOf(inFlightNode({ state })));
    expect(said.filter((text) => text === '')).toEqual([]);
    expect(new Set(said).size).toBe(going.length);
  });

  it('says what a plugin waits for, where a page of this window can tell', () => {
    const waiting = { state: 'input_required' } as const;
    expect(descriptionOf(inFlightNode(waiting))).toBe('Waiting for input');
    const pages = { a1: 'lots: Which lot is it?' };
    expect(descriptionOf(inFlightNode(waiting, pages))).toBe('lots: Which lot is it?');
    expect(spokenOf(inFlightNode(waiting, pages))).toContain('Which lot is it?');
    expect(descriptionOf(inFlightNode({}, pages))).toBe('Writing files');
    expect(descriptionOf(inFlightNode(waiting, { a1: '' }))).toBe('Waiting for input');
  });

  it('says where a session began that cannot be seen from here', () => {
    const node = inFlightNode({ process_state: 'unknown' });
    expect(descriptionOf(node)).toBe('begun on lab-pc');
    expect(tooltipOf(node)).toContain('nobody can say here whether it still runs');
  });
});

describe('the line of an unfinished creation', () => {
  it('says why it came to nothing', () => {
    const error = { code: 'internal_error' as const, message: 'The disk is full.' };
    expect(descriptionOf(unfinishedNode({ error }))).toBe('The disk is full.');
    expect(descriptionOf(unfinishedNode())).toBe('cut off');
  });

  it('says first that its disk is away', () => {
    expect(descriptionOf(unfinishedNode({ reachable: false }))).toBe('its disk is not there now: connect it');
  });

  it('tells all that is known of it when somebody points at it', () => {
    expect(tooltipOf(unfinishedNode()).split('\n')).toEqual([
      'Heat shock, slide 3',
      'New run: cut off',
      `Begun: ${localTime(new Date('2026-11-20T12:00:00.000Z'))}`,
      '/lab/CONFOCAL_01/PROJ-0042/Run_2026-11-20T12-00-00',
      'Its files: /lab/CONFOCAL_01/PROJ-0042/.exlab-work-x/b2',
    ]);
  });

  it('is read out with what it was to make and why it is listed', () => {
    expect(spokenOf(unfinishedNode({ kind: 'project' }))).toBe('Heat shock, slide 3, New project, cut off');
  });
});

describe('a group', () => {
  const groups = groupsOf({
    inFlight: [inFlight(), inFlight({ state: 'input_required' })],
    unfinished: [unfinished(), unfinished({ session_id: 'b3' })],
    pages: {},
  });

  it('says how many stand in it', () => {
    expect(groups.map((group) => `${titleOf(group)}: ${descriptionOf(group)}`)).toEqual([
      'In progress: 1',
      'Waiting for you: 1',
      'Unfinished: 2',
    ]);
    expect(groups.map(spokenOf)).toEqual(['In progress, 1', 'Waiting for you, 1', 'Unfinished, 2']);
  });

  it('has a shape of its own', () => {
    expect(new Set(groups.map((group) => faceOf(group).icon)).size).toBe(groups.length);
  });
});

describe('the icon of a session', () => {
  it('differs where somebody must look, and has a colour there', () => {
    const faces = [
      inFlightNode(),
      inFlightNode({ process_state: 'unknown' }),
      inFlightNode({ state: 'input_required' }),
      unfinishedNode(),
      unfinishedNode({ reachable: false }),
    ].map(faceOf);
    expect(new Set(faces.map(({ icon }) => icon)).size).toBe(faces.length);
    expect(faces.map(({ color }) => color !== undefined)).toEqual([false, false, true, true, true]);
  });
});
