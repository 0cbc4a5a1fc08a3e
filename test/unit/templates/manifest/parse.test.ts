import { describe, expect, it } from 'vitest';
import { templateValueOf, valueOf, type MappingNode } from '../../../../core/templates/manifest/nodes';
import { parseManifest } from '../../../../core/templates/manifest/parse';
import { ManifestReport } from '../../../../core/templates/manifest/report';

function parse(text: string): { root: MappingNode | undefined; report: ManifestReport } {
  const report = new ManifestReport('/t/copier.yml');
  return { root: parseManifest(text, report), report };
}

function read(text: string): unknown {
  const { root, report } = parse(text);
  expect(report.problems).toStrictEqual([]);
  return root && templateValueOf(root);
}

function complaints(text: string): string[] {
  return parse(text).report.problems.map(({ code, line, message }) => `${line} ${code} ${message}`);
}

describe('reading a manifest', () => {
  it('keeps the order of keys and the types of values', () => {
    expect(read("b: 37.0\na: 2\nc: [yes, 'yes', ~]\n")).toStrictEqual(
      new Map<unknown, unknown>([
        ['b', 37],
        ['a', 2n],
        ['c', [true, 'yes', null]],
      ]),
    );
  });

  it('reads block texts, anchors and byte order marks', () => {
    expect(read('\uFEFFa: &t |\n  one\n  two\nb: *t\n')).toStrictEqual(
      new Map([
        ['a', 'one\ntwo\n'],
        ['b', 'one\ntwo\n'],
      ]),
    );
  });

  it('merges mappings in the order of PyYAML: own values win, of several mappings the first', () => {
    const { root } = parse('x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  d: 4\n  <<: [*x, *y]\n  a: 3\n');
    const merged = root && valueOf(root, 'z');
    expect(merged && templateValueOf(merged)).toStrictEqual(
      new Map([
        ['b', 1n],
        ['c', 2n],
        ['a', 3n],
        ['d', 4n],
      ]),
    );
    expect([...((merged && templateValueOf(merged)) as Map<string, bigint>).keys()]).toStrictEqual([
      'b',
      'c',
      'a',
      'd',
    ]);
  });

  it('takes hostile keys as mere texts', () => {
    const { root } = parse('__proto__: {polluted: yes}\nconstructor: 1\n');
    expect(root?.entries.map((entry) => entry.key.text)).toStrictEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('knows where every value stands', () => {
    const { root } = parse('a: 1\nb:\n  c: "two"\n');
    const b = root && valueOf(root, 'b');
    const c = b?.kind === 'mapping' ? valueOf(b, 'c') : undefined;
    expect(c?.range).toStrictEqual({ start: { line: 2, column: 5 }, end: { line: 2, column: 10 } });
  });
});

describe('a manifest that is refused', () => {
  it.each([
    ['a: [1\nb: 2\n', 'manifest-not-yaml'],
    ['a:\n\tb: 1\n', 'manifest-not-yaml'],
    ['', 'manifest-not-mapping'],
    ['# nothing\n', 'manifest-not-mapping'],
    ['- a\n- b\n', 'manifest-not-mapping'],
    ['just text\n', 'manifest-not-mapping'],
    ['a: !include other.yml\n', 'manifest-unsupported'],
    ['a: !!python/name:os.system x\n', 'manifest-unsupported'],
    ['a: !!set {x, y}\n', 'manifest-unsupported'],
    ['a: !!int three\n', 'manifest-unsupported'],
    ['? [1, 2]\n: x\n', 'manifest-unsupported'],
    ['<<: text\n', 'manifest-unsupported'],
    ['a: &a [*a]\n', 'manifest-unsupported'],
    ['a: 1\na: 2\n', 'duplicate-key'],
  ])('%j: %s', (text, code) => {
    expect(parse(text).report.problems.map((problem) => problem.code)).toContain(code);
  });

  it('says the line and the key', () => {
    expect(complaints('a: 1\nb: 2\na: 3\n')).toStrictEqual([
      "3 duplicate-key 'a' stands here a second time: keep one.",
    ]);
  });

  it('refuses aliases that unfold to millions of values, quickly', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`,
    );
    const started = performance.now();
    const { root, report } = parse(`a0: &a0 [x]\n${levels.join('\n')}\n`);
    expect(root).toBeUndefined();
    expect(report.problems.map((problem) => problem.code)).toStrictEqual(['manifest-unsupported']);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('refuses nesting that would overflow the stack', () => {
    expect(parse(`a: ${'['.repeat(60_000)}`).root).toBeUndefined();
    expect(parse(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`).report.hasErrors).toBe(true);
  });
});
