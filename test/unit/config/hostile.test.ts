import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../core/config';
import { problemsIn } from './fixtures';

describe('a text that is no configuration', () => {
  it.each([
    [
      'paths',
      "1:1 error  | The configuration is a single value; it must be sections such as 'paths:' and 'equipment:'.",
    ],
    ['paths: a: b', "1:8 error  | There is a second ':' in this line: put the value in quotes."],
    ['---\na: 1\n---\nb: 2\n', "3:1 error  | A second document begins here: take the line '---' out."],
    ['paths: {a: [1}', expect.stringMatching(/^1:\d+ error/)],
    ['lims: {email: @x}', expect.stringMatching(/put it in quotes/)],
    ['paths:\n  a: 1\n b: 2\n', expect.stringMatching(/^3:\d error {2}\| The indentation does not fit/)],
    ['lims: *nobody', "1:7 error  | '*nobody' refers to nothing: there is no '&nobody' above it."],
    ['lims: &a {mode: *a}', expect.stringMatching(/stands inside of what it refers to/)],
  ])('%j is told at its place', (text, problem) => {
    expect(problemsIn(text)[0]).toEqual(problem);
  });

  it('shows nothing of a line that does not parse', () => {
    const { problems } = parseConfig('lims: {email: x}}hunter2\nlims: "}hunter2\n', 'f');
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('does not unfold aliases of aliases', () => {
    const levels = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, of] of ['b a', 'c b', 'd c', 'e d', 'f e', 'g f', 'h g'].map((pair) =>
      pair.split(' '),
    )) {
      levels.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(',')}]`);
    }
    expect(problemsIn(levels.join('\n'))).toEqual([expect.stringMatching(/too many aliases/)]);
    expect(problemsIn(`a: &a x\nb: [${'*a,'.repeat(101)}]`)).toEqual([
      expect.stringMatching(/too many aliases/),
    ]);
  });

  it.each(['[', '- ', '{a: ', '? '])('survives %j nested twenty thousand times', (opening) => {
    expect(problemsIn(opening.repeat(20_000))).toEqual([expect.stringMatching(/nests more than 50 levels/)]);
  });

  it('is refused in good time, however many keys there are', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    const started = performance.now();
    expect(parseConfig(text, 'f').problems).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('is refused in good time, however many aliases there are', () => {
    const started = performance.now();
    expect(problemsIn(`a: &a x\nb: [${'*a,'.repeat(30_000)}]`)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('keeps keys of objects apart from its own', () => {
    const { config, problems } = parseConfig(
      '__proto__: {sync: {enabled: false}}\nconstructor: 1\nequipment: [{id: A, orchestrator_staging_transport: {type: smb_mount, __proto__: {polluted: 1}}, completeness_signal: quiescence, quiet_minutes: 1}]\n',
      'f',
    );
    expect(problems.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
    expect(config?.sync.enabled).toBe(true);
    expect(config?.equipment[0]?.orchestrator_staging_transport).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    '? {a: b}\n: c\n',
    '1: 2\n',
    '~: 2\n',
    '? [password]\n: x\n',
    'equipment:\n  -\n',
    'equipment: [[]]',
    'lims: !!binary AAAA',
  ])('says something of %j', (text) => {
    expect(parseConfig(text, 'f').problems.length).toBeGreaterThan(0);
  });

  it('never throws, and every problem lies inside the text', () => {
    const pieces = fc.constantFrom(
      'paths:',
      'equipment:',
      '\n',
      '  ',
      '- ',
      'id: A',
      'id: "A',
      '[',
      ']',
      '{',
      '}',
      ': ',
      '&a ',
      '*a',
      '!!map ',
      '|\n',
      '"',
      "'",
      '#x',
      '\t',
      '\r\n',
      '__proto__: ',
      'transport: ',
      'type: mount',
      'password: x',
      '🔬',
      '? ',
      '---\n',
      '\u0000',
      'lims:',
      '<<: ',
    );
    const text = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        const { config, problems } = parseConfig(source, 'f');
        const rows = source.split('\n');
        expect(config === null).toBe(problems.some(({ severity }) => severity === 'error'));
        for (const { range } of problems) {
          expect(range.start.line).toBeLessThan(rows.length);
          expect(range.start.character).toBeLessThanOrEqual(rows[range.start.line]?.length ?? -1);
        }
      }),
      { seed: 9, numRuns: 1000 },
    );
  });
});

describe('a key that would hold a secret', () => {
  it.each([
    'password',
    'Passwd',
    'smb_pass',
    'apiKey',
    'API-KEY',
    'bearer',
    'clientSecret',
    'access_token',
    'credentials',
    'pwd',
  ])('%s is refused anywhere, unseen', (key) => {
    for (const text of [
      `${key}: hunter2`,
      `lims: {${key}: [hunter2]}`,
      `equipment: [{id: A, ${key}: {x: hunter2}}]`,
    ]) {
      const { config, problems } = parseConfig(text, 'f');
      expect(config).toBeNull();
      expect(problems).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toContain('hunter2');
    }
  });

  it.each(['ssh_key_path', 'private_key_path', 'token_file', 'compass', 'author', 'bypass'])(
    '%s is none',
    (key) => {
      expect(problemsIn(`lims: {${key}: /x}`)).toEqual([expect.stringMatching(/is not known/)]);
    },
  );

  it.each(['https://lims.example.org/a@b:c', 'https://ada@lims.example.org', 'http://[::1]:8080'])(
    'an address %s holds none',
    (endpoint) => {
      expect(problemsIn(`lims: {endpoint: '${endpoint}'}`)).toEqual([]);
    },
  );
});
