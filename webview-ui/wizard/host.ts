import type { HostMessage, PageMessage } from '../protocol';

/** What is there again after a reload. */
export interface KeptState {
  readonly draft: string;
  /** What stood in it before anybody typed. */
  readonly begun: string;
  /** Whether it was being made, or is. */
  readonly isAtWork: boolean;
}

/** What the editor gives a page to talk with the extension. */
export interface EditorApi {
  postMessage(message: PageMessage): void;
  setState(state: KeptState): void;
}

const TYPES = ['hello', 'state', 'file', 'refused'];

/** Whether something that came is a message of the host. Only the host can post to the page; others are extensions of a browser. */
export function isHostMessage(data: unknown): data is HostMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    TYPES.includes(data.type)
  );
}
