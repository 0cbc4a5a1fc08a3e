import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { questioned } from '../support/language-fuzz';
import { KINDS_OF_LABS, KINDS_OF_TEMPLATES } from '../support/language-fuzz-documents';
import { randomNumbers } from '../support/seed';

const FOUND = path.resolve('test/fixtures/language-fuzz');

describe('what was found once by mutating documents', () => {
  it.each(readdirSync(FOUND))('%s', async (file) => {
    const [, name = '', text = ''] =
      /^(.*)\n([^]*)$/.exec(readFileSync(path.join(FOUND, file), 'utf8')) ?? [];
    const kind =
      [...KINDS_OF_TEMPLATES, ...KINDS_OF_LABS].find((each) => each.name === name) ??
      expect.fail(`${name} is no kind`);
    const [good] = kind.texts;
    const problem = await questioned({ ...kind, text, good, random: randomNumbers(), times: 60 });
    expect(problem).toBeUndefined();
  });
});
