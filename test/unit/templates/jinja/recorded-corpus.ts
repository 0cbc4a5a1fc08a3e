import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { agrees, ANSWER, ourAnswer, type JinjaAnswer } from '../../../differential/answer';

const FOLDER = new URL('../../../fixtures/jinja/corpus/', import.meta.url);

const REQUEST = z.object({
  category: z.string(),
  template: z.string(),
  context: z.unknown().optional(),
  env: z.unknown().optional(),
  includes: z.unknown().optional(),
});

/** One that stands for every case with its template and, where it says so, its other members. */
const EXCEPTION = REQUEST.omit({ category: true }).extend({ reason: z.string().min(1) });

type CorpusRequest = z.infer<typeof REQUEST>;
export type CorpusException = z.infer<typeof EXCEPTION>;

/** A template of the corpus with what the real Jinja2 made of it. */
export interface CorpusCase {
  /** The name of its file, and its category there. */
  readonly chapter: string;
  readonly request: CorpusRequest;
  readonly theirs: JinjaAnswer;
  readonly ours: () => JinjaAnswer;
}

/** Every recorded case, file by file. */
export function corpusCases(): CorpusCase[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => {
      const lines = readFileSync(new URL(name, FOLDER), 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => caseOf(line, name.replace(/\.jsonl$/, '')));
    });
}

function caseOf(line: string, file: string): CorpusCase {
  const json: unknown = JSON.parse(line);
  const request = REQUEST.parse(json);
  return {
    chapter: `${file}: ${request.category}`,
    request,
    theirs: ANSWER.parse(json),
    ours: () => ourAnswer(line),
  };
}

export function isEqual({ ours, theirs }: CorpusCase): boolean {
  return agrees(ours(), theirs);
}

/** What is known to differ, each with its reason. */
export function corpusExceptions(): CorpusException[] {
  const json: unknown = JSON.parse(readFileSync(new URL('exceptions.json', FOLDER), 'utf8'));
  return z.array(EXCEPTION).parse(json);
}

/** Whether an exception stands for a case. */
export function covers(exception: CorpusException, { request }: CorpusCase): boolean {
  const same = (name: 'context' | 'env' | 'includes'): boolean =>
    exception[name] === undefined || JSON.stringify(exception[name]) === JSON.stringify(request[name]);
  return exception.template === request.template && same('context') && same('env') && same('includes');
}
