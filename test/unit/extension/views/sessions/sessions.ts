import type { SessionInFlight, UnfinishedCreation } from '../../../../../core/sessions';
import {
  groupsOf,
  type InFlightNode,
  type UnfinishedNode,
} from '../../../../../extension/views/sessions/nodes';

const OPENED = '2026-11-20T12:00:00.000Z';
const PLACE = '/lab/CONFOCAL_01/PROJ-0042/Run_2026-11-20T12-00-00';

const request: UnfinishedCreation['request'] = {
  kind: 'run',
  run_kind: 'experimental',
  equipment_id: 'CONFOCAL_01',
  project_short_id: 'PROJ-0042',
  template_path: 'confocal-microscopy',
  variables: {},
  label: 'Heat shock, slide 3',
  operator: 'Ada Marsh',
  objective: 'Where the channel sits',
  readme_extra: {},
  custom_fields: [],
};

/** A session that runs in another window of this computer. */
export function inFlight(change: Partial<SessionInFlight> = {}): SessionInFlight {
  return {
    session_id: 'a1',
    kind: 'run',
    process: { host: 'lab-pc', pid: 4711, started: 'x' },
    opened_at: OPENED,
    state: 'rendering',
    planned: {
      folder: {
        path: PLACE,
        root: '/lab',
        equipment_id: 'CONFOCAL_01',
        short_id: 'PROJ-0042',
        run_kind: 'experimental',
      },
      ground: 'x',
      request,
      withheld: [],
    },
    moving: false,
    process_state: 'alive',
    ...change,
  };
}

/** A creation that was cut off and whose files can be seen. */
export function unfinished(change: Partial<UnfinishedCreation> = {}): UnfinishedCreation {
  return {
    session_id: 'b2',
    kind: 'run',
    state: 'failed',
    opened_at: OPENED,
    destination: PLACE,
    work_folder: '/lab/CONFOCAL_01/PROJ-0042/.exlab-work-x/b2',
    reachable: true,
    error: null,
    request,
    withheld: [],
    ...change,
  };
}

/** The node of one session in flight; `pages` are those of this window. */
export function inFlightNode(
  change: Partial<SessionInFlight> = {},
  pages: Readonly<Record<string, string>> = {},
): InFlightNode {
  const node = groupsOf({ inFlight: [inFlight(change)], unfinished: [], pages })[0]?.children[0];
  if (node?.type !== 'in_flight') throw new Error('a session in flight has a node');
  return node;
}

/** The node of one unfinished creation. */
export function unfinishedNode(change: Partial<UnfinishedCreation> = {}): UnfinishedNode {
  const node = groupsOf({ inFlight: [], unfinished: [unfinished(change)], pages: {} })[0]?.children[0];
  if (node?.type !== 'unfinished') throw new Error('an unfinished creation has a node');
  return node;
}
