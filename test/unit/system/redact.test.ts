import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../core/system';
import { ROUNDS, SEED } from '../../support/seed';

const SECRET = 'hunter2';

describe('redact', () => {
  it.each([
    [`password=${SECRET}`, 'password=***'],
    [`password = ${SECRET} and more`, 'password = ***'],
    [`Password: ${SECRET}`, 'Password: ***'],
    [`password:=${SECRET}`, 'password:=***'],
    [`password => '${SECRET}'`, "password => '***'"],
    [`"password": "${SECRET}"`, '"password": "***"'],
    [`{"password":"${SECRET}","user":"ada"}`, '{"password":"***","user":"ada"}'],
    [
      `{\\"password\\":\\"${SECRET}\\",\\"user\\":\\"ada\\"}`,
      '{\\"password\\":\\"***\\",\\"user\\":\\"ada\\"}',
    ],
    [`'passwd': '${SECRET}'`, "'passwd': '***'"],
    [`password="a \\" ${SECRET}" user=ada`, 'password="***" user=ada'],
    [`env['DB_PASSWORD'] = '${SECRET}'`, "env['DB_PASSWORD'] = '***'"],
    [`LIMS_PASSWORD=${SECRET} exlab doctor`, 'LIMS_PASSWORD=*** exlab doctor'],
    [`passphrase: correct horse ${SECRET}`, 'passphrase: ***'],
    [`pwd=${SECRET}`, 'pwd=***'],
    [`password=token=${SECRET} and so on`, 'password=*** and so on'],
    [`pass = ${SECRET}`, 'pass = ***'],
    [`--password ${SECRET} --user ada`, '--password *** --user ada'],
    [`--password=${SECRET} --user ada`, '--password=*** --user ada'],
    [`--sftp-pass ${SECRET}`, '--sftp-pass ***'],
    [`["--lims-password", "${SECRET}", "--user"]`, '["--lims-password", "***", "--user"]'],
    [`api_key=${SECRET}`, 'api_key=***'],
    [`apiKey: '${SECRET}'`, "apiKey: '***'"],
    [`X-Api-Key: ${SECRET}`, 'X-Api-Key: ***'],
    [`access_token=${SECRET}`, 'access_token=***'],
    [`https://lims/x?token=${SECRET}`, 'https://lims/x?token=***'],
    [`client_secret=${SECRET}`, 'client_secret=***'],
    [`clientSecret = ${SECRET}`, 'clientSecret = ***'],
    [`Authorization: Basic ${SECRET}`, 'Authorization: ***'],
    [`authorization=Bearer ${SECRET}`, 'authorization=***'],
    [`"Authorization": "Token ${SECRET}"`, '"Authorization": "***"'],
    [`["Authorization", "Basic ${SECRET}"]`, '["Authorization", "***"]'],
    [`Proxy-Authorization: Digest username="ada", response="${SECRET}"`, 'Proxy-Authorization: ***'],
    [`Authorization:\n  Basic ${SECRET}`, 'Authorization:\n  ***'],
    [`Set-Cookie: session=${SECRET}; Path=/`, 'Set-Cookie: ***'],
    [`sent Bearer ${SECRET} to the LIMS`, 'sent Bearer *** to the LIMS'],
    [`bearer%20${SECRET}`, 'bearer%20***'],
    [`https://ada:${SECRET}@nas/share`, 'https://***@nas/share'],
    [`sftp://ada:p@ss${SECRET}@nas/share`, 'sftp://***@nas/share'],
    [`https://ada:p/a?s#${SECRET}@nas/share`, 'https://***@nas/share'],
    [`https:\\/\\/ada:${SECRET}@nas`, 'https:\\/\\/***@nas'],
    [`password: |\n  ${SECRET}\n  more`, 'password: ***'],
    [`password="${SECRET} without an end`, 'password="***'],
    [`token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.${SECRET} end`, 'token *** end'],
  ])('masks the secret in %j', (text, masked) => {
    expect(redact(text)).toBe(masked);
  });

  it.each([
    'unresolved_placeholder_token: <sample> in README.md',
    'matched_token=<sample>',
    "Unexpected token '<', line 3",
    'The password was refused',
    'https://nas:8080/share/ada@lab',
    'https://nas/share?mail=ada@lab.org',
    'verified pass 2 of 3',
    'Run_2026-11-20T13-00-00 created by ada@lab.org',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('masks every secret of a text, and a second time changes nothing', () => {
    const text = `password=${SECRET} token=${SECRET} https://a:${SECRET}@h Bearer ${SECRET}`;
    expect(redact(text)).toBe('password=*** token=*** https://***@h Bearer ***');
    expect(redact(redact(text))).toBe(redact(text));
  });

  it('never shows a value, whatever stands around the pair', () => {
    const name = fc.constantFrom(
      'password',
      'Passwd',
      'api-key',
      'client_secret',
      'LIMS_TOKEN',
      'authorization',
    );
    const assignment = fc.constantFrom('=', ': ', '": "', ' = ', "='", ':');
    const around = fc.string({ unit: 'grapheme', maxLength: 40 });
    const value = fc.stringMatching(/^[A-Za-z0-9!$%&/?+#_.-]{8,24}$/);
    fc.assert(
      fc.property(around, name, assignment, value, around, (before, key, is, secret, after) => {
        fc.pre(!`${before} ${after}`.includes(secret));
        expect(redact(`${before} ${key}${is}${secret} ${after}`)).not.toContain(secret);
      }),
      { seed: SEED, numRuns: 2000 * ROUNDS },
    );
  });

  it.each([
    'a'.repeat(300_000),
    '://a:'.repeat(60_000),
    'password'.repeat(40_000),
    'password="'.repeat(30_000),
  ])('takes time in proportion to the length of a long text (%#)', (text) => {
    const started = performance.now();
    redact(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
