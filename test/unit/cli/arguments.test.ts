import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../cli/arguments';
import type { Command } from '../../../cli/command';

const command: Command = {
  positionals: [
    { name: 'PATH', required: true, help: 'a path' },
    { name: 'OTHER', required: false, help: 'another' },
  ],
  options: [
    { name: 'label', value: 'TEXT', help: 'a label' },
    { name: 'set', value: 'ID=VALUE', repeatable: true, help: 'an answer' },
    { name: 'dry-run', help: 'write nothing' },
  ],
  run: () => Promise.resolve(0),
};

function read(...words: string[]) {
  return readArguments(['path', ...words], command);
}

function complaint(...words: string[]): string {
  try {
    readArguments(words, command);
  } catch (caught) {
    if (caught instanceof UsageError) return caught.message;
    throw caught;
  }
  return '';
}

describe('reading a command line', () => {
  it('takes values after a space or after =', () => {
    expect(read('--label', 'one').text('label')).toBe('one');
    expect(read('--label=two').text('label')).toBe('two');
  });

  it('keeps the values of a repeatable option in their order', () => {
    expect(read('--set', 'a=1', '--set', 'b=2').list('set')).toEqual(['a=1', 'b=2']);
  });

  it('knows a switch, and that one was not given', () => {
    expect(read('--dry-run').has('dry-run')).toBe(true);
    expect(read().has('dry-run')).toBe(false);
  });

  it('takes a single dash and negative numbers as values', () => {
    expect(read('--label', '-').text('label')).toBe('-');
    expect(read('--label', '-5').text('label')).toBe('-5');
  });

  it('takes everything after -- as words', () => {
    expect(read('--', '--label').positionals).toEqual(['path', '--label']);
  });

  it('suggests the option that was meant', () => {
    expect(complaint('path', '--lable', 'x')).toContain("did you mean '--label'?");
  });

  it('refuses an option that nothing resembles, and short ones', () => {
    expect(complaint('path', '--zzzzzzzz')).toContain("no option '--zzzzzzzz'");
    expect(complaint('path', '-x')).toContain("no option '-x'");
  });

  it('refuses an option that should have a value and has none', () => {
    expect(complaint('path', '--label')).toContain("'--label' needs a value");
    expect(complaint('path', '--label', '--dry-run')).toContain("'--label' needs a value");
  });

  it('takes a value that only looks like an option after =', () => {
    expect(read('--label=--dry-run').text('label')).toBe('--dry-run');
  });

  it('refuses a value for a switch', () => {
    expect(complaint('path', '--dry-run=yes')).toContain("'--dry-run' takes no value");
  });

  it('refuses an option that is given twice and not repeatable', () => {
    expect(complaint('path', '--label', 'a', '--label', 'b')).toContain('given twice');
  });

  it('refuses a missing word and one too many', () => {
    expect(complaint()).toContain('PATH is missing');
    expect(complaint('a', 'b', 'c')).toContain("'c' is one word too many");
  });

  it('demands no words where help is asked for', () => {
    expect(readArguments(['--help'], command).has('help')).toBe(true);
    expect(readArguments(['-h'], command).has('help')).toBe(true);
  });

  it('gives back any value that is written with =', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(read(`--label=${value}`).text('label')).toBe(value);
      }),
      { seed: 12 },
    );
  });
});
