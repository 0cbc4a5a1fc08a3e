import { describe, expect, it } from 'vitest';
import type { PageMessage } from '../../../../webview-ui/protocol';
import { readPageMessage } from '../../../../webview-ui/protocol/page-message-schema';

const MESSAGES: readonly PageMessage[] = [
  { type: 'ready', version: 1 },
  { type: 'edit', revision: 1, change: { at: 'single', id: 'lims:short_id', value: null } },
  { type: 'edit', revision: 2, change: { at: 'question', id: 'channels', value: ['red', 'blue'] } },
  { type: 'edit', revision: 3, change: { at: 'readme', id: 'fixed', value: true } },
  { type: 'edit', revision: 4, change: { at: 'custom', fields: [{ label: 'a', value: '' }] } },
  { type: 'show-file', request: 1, path: 'notes.txt' },
  { type: 'create', revision: 4 },
  { type: 'stop', discard: true },
  { type: 'input', values: [{ id: 'lot', value: 'A' }] },
  { type: 'resume-draft', id: '11111111-1111-4111-8111-111111111111' },
  { type: 'act', action: 'open-folder' },
];

describe('what a page tells the host', () => {
  it.each(MESSAGES.map((message) => [message.type, message]))('is read as it was sent: %s', (_, message) => {
    expect(readPageMessage(message)).toEqual({ message });
  });

  it.each<[string, unknown]>([
    ['no message', null],
    ['an unknown type', { type: 'run', command: 'rm' }],
    ['an unknown action', { type: 'act', action: 'workbench.action.quit' }],
    ['an unknown field', { type: 'edit', revision: 1, change: { at: 'single', id: 'path', value: '' } }],
    ['a value of another type', { type: 'edit', revision: 1, change: { at: 'question', id: 'a', value: 3 } }],
    ['a key too many', { type: 'stop', discard: true, force: true }],
    ['a draft that is no id', { type: 'resume-draft', id: '../../settings' }],
    ['a text without an end', { type: 'show-file', request: 1, path: 'x'.repeat(1_000_001) }],
  ])('is refused where it is %s', (_, received) => {
    expect(readPageMessage(received)).toHaveProperty('problem');
  });
});
