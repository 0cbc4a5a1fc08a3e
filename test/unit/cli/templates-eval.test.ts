import { describe, expect, it } from 'vitest';
import { exlab } from './fake-terminal';

/** The answers to lines of input. */
async function answers(lines: readonly string[], flags: readonly string[] = []): Promise<unknown[]> {
  const { code, stdout, stderr } = await exlab(['templates', 'eval', '--jsonl', ...flags], {
    input: lines.map((line) => `${line}\n`).join(''),
  });
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** The answer to a request. */
async function answer(request: unknown): Promise<unknown> {
  const [only] = await answers([JSON.stringify(request)]);
  return only;
}

describe('exlab templates eval --jsonl', () => {
  it('answers each line with its text, in order', async () => {
    expect(
      await answers([
        '{"template": "{{ x }}", "context": {"x": 1}}',
        '{"template": "{{ x }}", "context": {"x": [true, null]}}',
      ]),
    ).toEqual([{ expected: '1' }, { expected: '[True, None]' }]);
  });

  it("has Jinja's defaults where a line says nothing", async () => {
    expect(await answer({ template: 'a\n' })).toEqual({ expected: 'a' });
    expect(await answer({ template: 'a\n', env: { keep_trailing_newline: true } })).toEqual({
      expected: 'a\n',
    });
  });

  it('keeps the numbers of JSON as Python reads them', async () => {
    const context =
      '{"f": 1.0, "e": 1e3, "big": 12345678901234567890, "tagged": {"$float": "2.0"}, "s": "1.0"}';
    expect(await answers([`{"template": "{{ [f, e, big, tagged, s] }}", "context": ${context}}`])).toEqual([
      { expected: "[1.0, 1000.0, 12345678901234567890, 2.0, '1.0']" },
    ]);
  });

  it('keeps the order of names that look like numbers', async () => {
    const context = '{"d": {"b": 1, "10": 2, "2": {"1": 3, "a\\"1": 4}}, "7": 1}';
    expect(await answers([`{"template": "{{ d }}", "context": ${context}}`])).toEqual([
      { expected: `{'b': 1, '10': 2, '2': {'1': 3, 'a"1': 4}}` },
    ]);
  });

  it('finds included templates also by names that look like numbers', async () => {
    const line = `{"template": "{% include '1' ignore missing %}", "includes": {"1": "one"}}`;
    expect(await answers([line])).not.toMatchObject([{ error: 'TypeError' }]);
  });

  it('says the class and the line of a mistake', async () => {
    expect(await answer({ template: 'a\n{{ 1 + }}' })).toMatchObject({
      error: 'TemplateSyntaxError',
      lineno: 2,
    });
    expect(await answer({ template: '{{ 1 / 0 }}' })).toMatchObject({ lineno: null });
  });

  it('goes on after a line that is no request', async () => {
    const wrong = ['{', '[]', '{"template": 1}', '{"template": "", "env": {"nope": 1}}', 'null'];
    const given = await answers([...wrong, '', '{"template": "fine"}']);
    expect(given).toMatchObject([
      { error: 'JSONDecodeError', lineno: null },
      ...wrong.slice(1).map(() => ({ error: 'TypeError', lineno: null })),
      { expected: 'fine' },
    ]);
  });

  it('takes the end of a line only for what it is in JSON', async () => {
    expect(await answers(['{"template": "a\u2028b\u0085c"}'])).toEqual([{ expected: 'a\u2028b\u0085c' }]);
  });

  it('answers a last line that nothing ends', async () => {
    const { stdout } = await exlab(['templates', 'eval', '--jsonl'], { input: '{"template": "é"}' });
    expect(stdout).toBe('{"expected":"é"}\n');
  });

  it.each([
    [['templates', 'eval'], '--jsonl'],
    [['templates', 'eval', '--jsonl', '--now', 'noon'], 'no number of seconds'],
    [['templates', 'eval', '--jsonl', '--json'], "leave out '--json'"],
  ])('refuses %j', async (words, message) => {
    const { code, stderr } = await exlab(words);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });
});
