import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { jinja } from '../../../../core/templates/jinja';
import { contextOf, type Plain } from './template';

const PLAIN: z.ZodType<Plain> = z.json();
const FILE = z.object({
  contexts: z.record(z.string(), z.record(z.string(), PLAIN)),
  cases: z.array(
    z.object({
      category: z.string(),
      template: z.string(),
      context: z.string(),
      env: z
        .object({
          trim_blocks: z.boolean().default(false),
          lstrip_blocks: z.boolean().default(false),
          keep_trailing_newline: z.boolean().default(false),
          undefined: z.enum(['Undefined', 'StrictUndefined']).default('Undefined'),
        })
        .prefault({}),
      expected: z.string().optional(),
      error: z.string().optional(),
    }),
  ),
});

export type RecordedCase = z.infer<typeof FILE>['cases'][number] & { readonly run: () => string };

/** The cases of a file below `test/fixtures/jinja`, each with a function that renders it here. */
export function recordedCases(name: string): RecordedCase[] {
  const text = readFileSync(new URL(`../../../fixtures/jinja/${name}`, import.meta.url), 'utf8');
  const { contexts, cases } = FILE.parse(JSON.parse(text));
  return cases.map((recorded) => ({
    ...recorded,
    run: () =>
      jinja
        .compile(recorded.template, 'case', {
          trimBlocks: recorded.env.trim_blocks,
          lstripBlocks: recorded.env.lstrip_blocks,
          keepTrailingNewline: recorded.env.keep_trailing_newline,
          undefinedNames: recorded.env.undefined === 'StrictUndefined' ? 'strict' : 'lenient',
        })
        .render(contextOf(contexts[recorded.context] ?? {})).text,
  }));
}
