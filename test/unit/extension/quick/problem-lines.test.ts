import { describe, expect, it } from 'vitest';
import { problemLines } from '../../../../extension/quick/problem-lines';

describe('a problem in a list', () => {
  it('says what is wrong in one line and what to do in another', () => {
    expect(problemLines("There is no '/data: A': connect its disk.")).toEqual({
      label: "$(error) There is no '/data: A'",
      detail: 'Connect its disk.',
    });
  });

  it('is one line where nothing can be done', () => {
    expect(problemLines('It is gone.')).toEqual({ label: '$(error) It is gone.' });
  });
});
