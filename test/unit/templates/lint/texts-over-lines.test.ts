import { describe, expect, it } from 'vitest';
import { lintTemplate } from '../../../../core/templates/lint';
import { RUN_KEYS, templateFolder } from '../template-folder';

/** Where the problems of a manifest stand: what its lines hold from there on. */
async function placesIn(manifest: string): Promise<string[]> {
  const source = `${RUN_KEYS}${manifest}`.split('\n');
  const problems = await lintTemplate(templateFolder(manifest));
  return problems.map(({ code, line, column }) => `${code}: ${(source[line - 1] ?? '').slice(column - 1)}`);
}

describe('a text over several lines of the manifest', () => {
  it.each([
    ['plain', 'a: x\n  y {{ nobody }}\n'],
    ['in single quotes', "a: 'it''s\n\n  y {{ nobody }}\n  '\n"],
    ['in double quotes', 'a: "\\"x\\"\\\n  \\t{{ nobody }}\n  "\n'],
    ['in a literal block', 'a: |\n  x\n\n    y {{ nobody }}\n'],
    ['in a folded block', 'a: >-\n  x\n  y\n\n  z {{ nobody }}\n'],
  ])('has its problems where they stand: %s', async (_, manifest) => {
    const places = await placesIn(`${manifest}_message_after_copy: '{{ a }}'\n`);
    expect(places).toStrictEqual([expect.stringMatching(/^undefined-variable: nobody \}\}/)]);
  });

  it('has its mistakes where they stand', async () => {
    expect(await placesIn('a: >\n  x\n\n  y\n  {{ b c }}\n')).toStrictEqual(['template-syntax: c }}']);
  });
});
