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
  /** Its page, where this window has one. */
  readonly page: SessionPage | null;
}

/** The page of a creation. */
export interface SessionPage {
  /** What a plugin waits for, in words; empty where none does. */
  readonly waitsFor: string;
}

/** The pages of this window on which creations can be seen. */
export interface SessionPages {
  /** The sessions that have one, each with what it waits for. */
  sessions(): ReadonlyMap<string, string>;
  /** Shows the page of a session; false where there is none. */
  showSession(id: string): boolean;
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
  /** What the sessions of this window wait for, by their ids. */
  readonly pages: Readonly<Record<string, string>>;
}

/** The groups that have something in them: first what goes on, then what waits for somebody, then what was left. */
export function groupsOf({ inFlight, unfinished, pages }: SessionsSeen): GroupNode[] {
  const sessions = inFlight.map((session) => inFlightNode(session, pages[session.session_id]));
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

function inFlightNode(session: SessionInFlight, waitsFor: string | undefined): InFlightNode {
  const page = waitsFor === undefined ? null : { waitsFor };
  return { type: 'in_flight', id: `session:${session.session_id}`, session, page };
}

function unfinishedNode(creation: UnfinishedCreation): UnfinishedNode {
  return { type: 'unfinished', id: `unfinished:${creation.session_id}`, creation };
}

const TYPES: ReadonlySet<unknown> = new Set<SessionsNode['type']>(['group', 'in_flight', 'unfinished']);

/** Whether something that a command was called with is a node of the view. */
export function isSessionsNode(value: unknown): value is SessionsNode {
  return typeof value === 'object' && value !== null && 'type' in value && TYPES.has(value.type);
}
