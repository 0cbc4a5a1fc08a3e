import type { SessionInFlight, UnfinishedCreation } from '../../../core/sessions';

/** What stands in the Sessions view. Ids are stable: they hold what was selected and open over every refresh. */
export type SessionsNode = GroupNode | InFlightNode | UnfinishedNode;

export type SessionGroup = 'running' | 'waiting' | 'unfinished';

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly group: SessionGroup;
  readonly children: readonly (InFlightNode | UnfinishedNode)[];
}

/** A creation of a process that lives, or of which nobody can say here whether it does. */
export interface InFlightNode {
  readonly type: 'in_flight';
  readonly id: string;
  readonly session: SessionInFlight;
}

/** A creation that left files for review. */
export interface UnfinishedNode {
  readonly type: 'unfinished';
  readonly id: string;
  readonly creation: UnfinishedCreation;
}

/** What is known of the sessions of this computer's user at a moment. */
export interface SessionsSeen {
  readonly inFlight: readonly SessionInFlight[];
  readonly unfinished: readonly UnfinishedCreation[];
}

/** The groups that have something in them: first what goes on, then what waits for somebody, then what was left. */
export function groupsOf({ inFlight, unfinished }: SessionsSeen): GroupNode[] {
  const sessions = inFlight.map(inFlightNode);
  const waits = ({ session }: InFlightNode): boolean => session.state === 'input_required';
  return [
    groupOf(
      'running',
      sessions.filter((node) => !waits(node)),
    ),
    groupOf('waiting', sessions.filter(waits)),
    groupOf('unfinished', unfinished.map(unfinishedNode)),
  ].filter(({ children }) => children.length > 0);
}

function groupOf(group: SessionGroup, children: GroupNode['children']): GroupNode {
  return { type: 'group', id: `group:${group}`, group, children };
}

function inFlightNode(session: SessionInFlight): InFlightNode {
  return { type: 'in_flight', id: `session:${session.session_id}`, session };
}

function unfinishedNode(creation: UnfinishedCreation): UnfinishedNode {
  return { type: 'unfinished', id: `unfinished:${creation.session_id}`, creation };
}

const TYPES: ReadonlySet<unknown> = new Set<SessionsNode['type']>(['group', 'in_flight', 'unfinished']);

/** Whether something that a command was called with is a node of the view. */
export function isSessionsNode(value: unknown): value is SessionsNode {
  return typeof value === 'object' && value !== null && 'type' in value && TYPES.has(value.type);
}
