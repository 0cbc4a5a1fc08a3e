import { describe, expect, it } from 'vitest';
import { readYamlDocument } from '../../../core/system';

const QUIET = { prettyErrors: false, logLevel: 'error' } as const;

describe('reading a YAML document', () => {
  it('reads what the library reads', () => {
    const document = readYamlDocument('a: {b: [1, two]}\n', 10, QUIET);
    expect(document?.toJS()).toEqual({ a: { b: [1, 'two'] } });
  });

  it('counts levels in every notation', () => {
    for (const text of [
      '[[[[1]]]]',
      '{a: {a: {a: {a: 1}}}}',
      'a:\n a:\n  a:\n   a: 1\n',
      '- - - - 1\n',
      '? ? ? ? 1\n',
    ]) {
      expect(readYamlDocument(text, 4, QUIET), text).toBeDefined();
      expect(readYamlDocument(text, 3, QUIET), text).toBeUndefined();
    }
  });

  it.each(['[', '{a: ', '- ', '? '])('survives a hostile text of many %j', (opening) => {
    expect(readYamlDocument(opening.repeat(20_000), 50, QUIET)).toBeUndefined();
  });

  it.each(['a: ', '- ', '? '])('survives many %j that end at once', (opening) => {
    const text = `top:\n  ${opening.repeat(20_000)}1\nnext: 2\n`;
    expect(readYamlDocument(text, 50, QUIET)).toBeUndefined();
  });

  it('says that there are several documents', () => {
    const document = readYamlDocument('a: 1\n---\nb: 2\n', 10, QUIET);
    expect(document?.errors.map((error) => error.code)).toEqual(['MULTIPLE_DOCS']);
  });

  it('reads an empty text as nothing', () => {
    expect(readYamlDocument('', 10, QUIET)?.contents).toBeNull();
  });
});
