import { describe, expect, it } from 'vitest';
import { messageLines } from '../../../../extension/quick/message-lines';

describe('messageLines', () => {
  it('gives each line its own, and drops empty ones', () => {
    expect(messageLines('  Switch it on.\r\n\n \n\tThen wait.\n')).toEqual(['Switch it on.', 'Then wait.']);
    expect(messageLines(' \n')).toEqual([]);
  });

  it('leaves no link that could run a command', () => {
    expect(messageLines('See [this](command:workbench.action.quit).')).toEqual([
      'See [this] (command:workbench.action.quit).',
    ]);
  });
});
