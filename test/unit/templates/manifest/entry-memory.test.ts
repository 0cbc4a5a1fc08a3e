import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryMemory } from '../../../../core/templates/manifest/entry-memory';
import { parseManifest } from '../../../../core/templates/manifest/parse';
import { ROUNDS, SEED } from '../../../support/seed';
import { ManifestReport } from '../../../../core/templates/manifest/report';

const STARTERS = readdirSync('templates', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => readFileSync(path.join('templates', entry.name, 'copier.yml'), 'utf8'));

const HARD = `# first
_exlab_type: run

a: &anchor {type: str}
b: 1
'quoted key': "two \\
  lines"
folded: >+
  some
  text

list:
- at the left edge
- {x: 1}
# a comment
b: a second time
literal: |
  {{ a }}
   indented`;

/** The same without what has to be read whole. */
const PLAIN = HARD.replaceAll(/^.*(?:anchor|quoted|lines"|- ).*\n/gm, '');

function readAll(text: string, memory?: EntryMemory) {
  const report = new ManifestReport('/t/copier.yml');
  const root = parseManifest(text, report, undefined, memory);
  return { root: root?.entries, problems: report.problems };
}

describe('a manifest that is read again', () => {
  it('is what it is when it is read at once, whatever is typed', () => {
    let served = 0;
    const typed = fc.constantFrom(
      ...[
        'x',
        ' ',
        '\n',
        '\r\n',
        ':',
        '"',
        "'",
        '#',
        '-',
        '|',
        '>',
        '{',
        '}',
        '[',
        '&a',
        '*a',
        '!',
        '\t',
        '---\n',
      ],
      ...['\n\n', '\nnew: {type: int}\n', '<<: ', '{{ a }}', '\u2028', '\uFEFF', '? ', '%'],
    );
    const edits = fc.array(fc.record({ at: fc.nat(), remove: fc.nat(3), typed }), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.constantFrom(...STARTERS, PLAIN, HARD, HARD.replaceAll('\n', '\r\n')),
        edits,
        (start, all) => {
          const memory = new EntryMemory();
          let text = start;
          for (const { at, remove, typed: what } of [{ at: 0, remove: 0, typed: '' }, ...all]) {
            const place = at % (text.length + 1);
            text = text.slice(0, place) + what + text.slice(place + remove);
            expect(readAll(text, memory)).toEqual(readAll(text));
            if (memory.read(text, { add: () => undefined }) !== undefined) served += 1;
          }
        },
      ),
      { seed: SEED, numRuns: 40 * ROUNDS },
    );
    expect(served).toBeGreaterThan(20);
  });

  it('is read whole where something is indented above the first entry', () => {
    const text = ' b: 1\na: 2\n';
    expect(new EntryMemory().read(text, { add: () => undefined })).toBeUndefined();
    expect(readAll(text, new EntryMemory())).toEqual(readAll(text));
  });

  it('reads what does not change once', () => {
    const memory = new EntryMemory();
    const text = 'a: {type: str}\nb: {type: int}\n';
    const before = readAll(text, memory).root;
    const after = readAll(text.replace('int', 'float'), memory).root;
    expect(after?.[0]?.value).toBe(before?.[0]?.value);
    expect(after?.[1]?.value).not.toEqual(before?.[1]?.value);
  });
});
