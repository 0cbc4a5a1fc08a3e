import { describe, expect, it } from 'vitest';
import { groupsOf, isSessionsNode } from '../../../../../extension/views/sessions/nodes';
import { inFlight, unfinished } from './sessions';

function shape(...args: Parameters<typeof groupsOf>) {
  return groupsOf(...args).map(({ group, children }) => [group, ...children.map(({ id }) => id)]);
}

describe('the groups of the Sessions view', () => {
  it('are those in which something stands, what goes on first', () => {
    const seen = {
      inFlight: [inFlight({ session_id: 'w', state: 'input_required' }), inFlight({ session_id: 'r' })],
      unfinished: [unfinished({ session_id: 'u' })],
      pages: {},
    };
    expect(shape(seen)).toEqual([
      ['running', 'session:r'],
      ['waiting', 'session:w'],
      ['unfinished', 'unfinished:u'],
    ]);
  });

  it('are none where no session is known', () => {
    expect(groupsOf({ inFlight: [], unfinished: [], pages: {} })).toEqual([]);
  });

  it('hold the sessions in the order in which they were told', () => {
    const ids = ['c', 'a', 'b'];
    expect(
      shape({ inFlight: [], unfinished: ids.map((session_id) => unfinished({ session_id })), pages: {} }),
    ).toEqual([['unfinished', 'unfinished:c', 'unfinished:a', 'unfinished:b']]);
  });

  it('leave a session its id when it begins to wait', () => {
    const idIn = (state: 'plugin_pass' | 'input_required') =>
      groupsOf({ inFlight: [inFlight({ state })], unfinished: [], pages: {} })[0]?.children[0]?.id;
    expect(idIn('input_required')).toBe(idIn('plugin_pass'));
  });

  it('tell the sessions of this window, whose page can be shown, from those of others', () => {
    const pages = { ours: 'lots: Which lot?', gone: '' };
    const inFlightNow = [inFlight({ session_id: 'ours' }), inFlight({ session_id: 'theirs' })];
    const [group] = groupsOf({ inFlight: inFlightNow, unfinished: [], pages });
    expect(group?.children).toMatchObject([{ page: { waitsFor: 'lots: Which lot?' } }, { page: null }]);
  });

  it('show a session of which nobody can say whether it runs among those that do', () => {
    expect(shape({ inFlight: [inFlight({ process_state: 'unknown' })], unfinished: [], pages: {} })).toEqual([
      ['running', 'session:a1'],
    ]);
  });
});

describe('a node that a command was called with', () => {
  it('is told from anything else', () => {
    const [group] = groupsOf({ inFlight: [inFlight()], unfinished: [], pages: {} });
    expect([group, group?.children[0]].map(isSessionsNode)).toEqual([true, true]);
    expect([undefined, null, 'x', {}, { type: 'run' }].map(isSessionsNode)).toEqual(Array(5).fill(false));
  });
});
