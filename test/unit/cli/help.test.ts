import { describe, expect, it } from 'vitest';
import { COMMON_OPTIONS } from '../../../cli/arguments';
import { COMMANDS, findCommand } from '../../../cli/commands';
import { exlab } from './fake-terminal';

describe('help', () => {
  it.each(COMMANDS.map((entry) => [entry.name, entry] as const))(
    'of %s names every option',
    async (name, entry) => {
      const { code, stdout, stderr } = await exlab([...name.split(' '), '--help']);
      expect(code).toBe(0);
      expect(stderr).toBe('');
      expect(stdout).toContain(`Usage: exlab ${name}`);
      const { options } = await entry.load();
      for (const option of [...options, ...COMMON_OPTIONS]) expect(stdout).toContain(`--${option.name}`);
    },
  );

  it('lists every command', async () => {
    const { code, stdout } = await exlab(['--help']);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toContain(`exlab ${name}`);
  });

  it('of a group lists its commands alone', async () => {
    const { code, stdout } = await exlab(['templates', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('exlab templates lint');
    expect(stdout).not.toContain('exlab audit');
  });

  it('stands in for a missing command, as an error', async () => {
    const { code, stdout, stderr } = await exlab([]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('exlab new run');
  });

  it('holds no exclamation marks', async () => {
    for (const { name } of COMMANDS) {
      const { stdout } = await exlab([...name.split(' '), '--help']);
      expect(stdout).not.toContain('!');
    }
  });
});

describe('finding a command', () => {
  it('takes two words before one', () => {
    expect(findCommand(['templates', 'lint', 'x'])).toMatchObject({ kind: 'command', rest: ['x'] });
    expect(findCommand(['audit', '/lab'])).toMatchObject({ kind: 'command', rest: ['/lab'] });
  });

  it('lists sessions where only sessions is said', () => {
    expect(findCommand(['sessions', '--json'])).toMatchObject({
      kind: 'command',
      entry: { name: 'sessions list' },
      rest: ['--json'],
    });
  });

  it('says what was meant by a command that does not exist', async () => {
    const { code, stderr } = await exlab(['templates', 'lnit']);
    expect(code).toBe(3);
    expect(stderr).toContain("did you mean 'templates lint'?");
  });

  it('answers an unknown command with one JSON object where JSON is asked for', async () => {
    const { code, stdout } = await exlab(['nothing', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'validation_failed' } });
  });
});
