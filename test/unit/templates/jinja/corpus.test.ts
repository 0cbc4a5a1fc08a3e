import { describe, expect, it } from 'vitest';
import { corpusCases, corpusExceptions, covers, isEqual, type CorpusCase } from './recorded-corpus';

/** How many disagreements of one category a failure shows. */
const SHOWN = 10;

const exceptions = corpusExceptions();
const cases = corpusCases();
const isException = (recorded: CorpusCase): boolean =>
  exceptions.some((exception) => covers(exception, recorded));

function shown({ request, theirs, ours }: CorpusCase): unknown {
  const { category: _category, ...input } = request;
  return { ...input, jinja: theirs.expected ?? theirs.error, ours: ours() };
}

describe('the corpus of templates', () => {
  const chapters = [...new Set(cases.map(({ chapter }) => chapter))];

  it.each(chapters)('%s: gives what Jinja gives, and refuses what Jinja refuses', (chapter) => {
    const recorded = cases.filter((one) => one.chapter === chapter && !isException(one));
    const wrong = recorded.filter((one) => !isEqual(one));
    expect(wrong.slice(0, SHOWN).map(shown), `${wrong.length} of ${recorded.length}`).toEqual([]);
  });

  it('names the line that Jinja names in nearly all syntax errors', () => {
    const places = cases.flatMap((recorded) => {
      const { lineno } = recorded.theirs;
      const ours = lineno === undefined ? undefined : recorded.ours().lineno;
      return ours === undefined || ours === null ? [] : [ours === lineno];
    });
    expect(places.length).toBeGreaterThan(200);
    expect(places.filter((isSame) => isSame).length / places.length).toBeGreaterThan(0.95);
  });

  it('holds each template once', () => {
    const requests = cases.map(({ request: { category: _category, ...input } }) => JSON.stringify(input));
    expect(new Set(requests).size).toBe(requests.length);
  });
});

describe('the exceptions of the corpus', () => {
  it('are of cases that there are', () => {
    expect(exceptions.filter((one) => !cases.some((recorded) => covers(one, recorded)))).toEqual([]);
  });

  it('differ from Jinja indeed', () => {
    const agreeing = cases.filter((recorded) => isException(recorded) && isEqual(recorded));
    expect(agreeing.map(shown)).toEqual([]);
  });
});
