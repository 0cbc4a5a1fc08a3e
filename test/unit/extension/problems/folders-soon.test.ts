import { describe, expect, it } from 'vitest';
import { FoldersSoon } from '../../../../extension/problems/folders-soon';
import { ManualClock } from '../../../support/manual-clock';

function judging() {
  const clock = new ManualClock();
  const judged: string[] = [];
  const soon = new FoldersSoon(clock, async (folder) => {
    judged.push(`${folder} begins`);
    await Promise.resolve();
    judged.push(`${folder} ends`);
  });
  return { clock, judged, soon };
}

describe('folders that are judged again', () => {
  it('are judged a moment after the last was named, each once and one after the other', async () => {
    const { clock, judged, soon } = judging();
    soon.add('a');
    soon.add('b');
    clock.advance(400);
    soon.add('a');
    clock.advance(400);
    expect(judged).toEqual([]);
    clock.advance(100);
    await soon.now('c');
    expect(judged).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('are forgotten when nobody wants them any more', () => {
    const { clock, judged, soon } = judging();
    soon.add('a');
    soon.dispose();
    clock.advance(10_000);
    expect(judged).toEqual([]);
  });
});
