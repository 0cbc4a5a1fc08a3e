import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Mistake } from '../../../../../core/templates/jinja/place';
import { itemsOf } from '../../../../../core/templates/jinja/values/iterate';
import { isList } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf } from '../../../../../core/templates/jinja/values/text';
import { readAllYaml, readYaml } from '../../../../../core/templates/jinja/yaml/reader';
import { aRun, mistakeIn } from '../values-run';

const RECORDED = readFileSync('test/fixtures/jinja/yaml-reader.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as [text: string, representation: string | null, error: string | null]);

function outcome(text: string): unknown {
  try {
    return [representationOf(readYaml(text, aRun())), null];
  } catch (caught) {
    if (caught instanceof Mistake) return [null, caught.python];
    throw caught;
  }
}

describe('the YAML reader', () => {
  it.each(RECORDED)('reads %j as PyYAML does', (text, representation, error) => {
    expect(outcome(text)).toEqual([representation, error]);
  });

  it('gives an alias the very value of its anchor', () => {
    const read = readYaml('- &a [1]\n- *a', aRun());
    expect(isList(read) && read[0] === read[1]).toBe(true);
  });

  it('reads documents one after the other, and fails at the one that is wrong', () => {
    expect(representationOf([...itemsOf(readAllYaml('--- 1\n--- {a: b}\n', aRun()), aRun())])).toBe(
      "[1, {'a': 'b'}]",
    );
    const documents = readAllYaml('--- 1\n--- [', aRun());
    expect(documents.next()).toBe(1n);
    expect(mistakeIn(() => documents.next())).toBe('YAMLError');
    expect(itemsOf(readAllYaml('', aRun()), aRun())).toEqual([]);
  });

  it('refuses line breaks that only PyYAML takes for such', () => {
    expect(mistakeIn(() => readYaml('a\u2028b', aRun()))).toBe('YAMLError');
    expect(readYaml('"a\\Lb"', aRun())).toBe('a\u2028b');
  });

  it('refuses what is nested too deeply or too large', () => {
    expect(mistakeIn(() => readYaml('['.repeat(1000) + ']'.repeat(1000), aRun()))).toBe('MemoryError');
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(10)}]`,
    );
    const bomb = ['a-1: &a-1 x', ...levels].join('\n');
    const run = aRun();
    expect(mistakeIn(() => representationOf(readYaml(bomb, run)))).toBe('MemoryError');
  });
});
