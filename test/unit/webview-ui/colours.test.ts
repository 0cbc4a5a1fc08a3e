import { describe, expect, it } from 'vitest';
import { tonedLines } from '../../../webview-ui/wizard/colours';
import { markLines } from '../../../webview-ui/wizard/lines';

const YAML = '# settings\r\nrun: "Run_1"\r\nz_step_um: 3.0\nbright: true\n';

describe('the colours of a text', () => {
  it('tell names, texts, numbers, words and comments apart', () => {
    expect(tonedLines(YAML, 'a/settings.yaml')).toEqual([
      [{ text: '# settings', tone: 'comment' }],
      [
        { text: 'run:', tone: 'name' },
        { text: ' ', tone: '' },
        { text: '"Run_1"', tone: 'string' },
      ],
      [
        { text: 'z_step_um:', tone: 'name' },
        { text: ' ', tone: '' },
        { text: '3.0', tone: 'number' },
      ],
      [
        { text: 'bright:', tone: 'name' },
        { text: ' ', tone: '' },
        { text: 'true', tone: 'word' },
      ],
      [],
    ]);
  });

  it.each(['a.yaml', 'a.json', 'a.md', 'a.xml', 'a.ini', 'a.py', 'a.R', 'a.csv'])(
    'change no character of %s, whatever stands in it',
    (path) => {
      const text = `${YAML}<b a="x">{"k": [1, null]}</b>\n\`\`\`\n# ünï ☃ <script>&amp;\r\r\n"open\n`;
      const lines = markLines(text, path, [], null);
      expect(lines.map((line) => line.parts.map((part) => part.text).join(''))).toEqual(
        lines.map((line) => line.text),
      );
    },
  );

  it('are none where nobody knows the language, and none in a very long text', () => {
    expect(tonedLines('a;b', 'table.csv')).toBeNull();
    expect(tonedLines('a: 1\n'.repeat(20_000), 'a.yaml')).toBeNull();
  });
});
