import { describe, expect, it } from 'vitest';
import {
  COPIER_DEFAULTS,
  DEFAULT_DELIMITERS,
  type LanguageOptions,
} from '../../../core/templates/jinja/language';
import { isPlainText } from '../../../core/templates/plain-text';

const BRACKETS: LanguageOptions = {
  ...COPIER_DEFAULTS,
  delimiters: { ...DEFAULT_DELIMITERS, blockStart: '[%', variableStart: '[[', commentStart: '[#' },
};
const LINES: LanguageOptions = {
  ...COPIER_DEFAULTS,
  delimiters: { ...DEFAULT_DELIMITERS, lineStatementPrefix: '%' },
};

describe('a text that certainly renders to itself', () => {
  it.each([
    ['10x', true],
    ['{ a } %} }}', true],
    ['', true],
    ['{{ a }}', false],
    ['x {% if a %}', false],
    ['{# note #}', false],
    ['two\nlines', false],
    ['x\r', false],
  ])('%j: %s', (text, isPlain) => {
    expect(isPlainText(text, COPIER_DEFAULTS)).toBe(isPlain);
  });

  it('is told by the delimiters of its template', () => {
    expect([isPlainText('[[ a ]]', BRACKETS), isPlainText('{{ a }}', BRACKETS)]).toEqual([false, true]);
    expect(isPlainText('% if a', LINES)).toBe(false);
  });
});
