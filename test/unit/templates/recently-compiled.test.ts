import { describe, expect, it } from 'vitest';
import { TemplateError, jinja } from '../../../core/templates/jinja';
import { RecentlyCompiled } from '../../../core/templates/jinja/recently-compiled';

const compiled = jinja.compile('x', 'x');

/** How often a text is compiled anew when these are asked for, one after the other. */
function compilations(sources: readonly string[], key = 'file'): number {
  const recently = new RecentlyCompiled();
  let count = 0;
  for (const source of sources) {
    recently.get(key, source, () => {
      count += 1;
      return compiled;
    });
  }
  return count;
}

const text = (character: string, length: number): string => character.repeat(length);

describe('texts that were compiled lately', () => {
  it('are not compiled again once they were asked for a second time', () => {
    expect(compilations(['a', 'b', 'a', 'b'])).toBe(4);
    expect(compilations(['a', 'b', 'a', 'b', 'a', 'b', 'b', 'a'])).toBe(4);
  });

  it('are kept as long as there is room, the one that was asked for last the longest', () => {
    const many = Array.from({ length: 8 }, (_, index) => text(String(index), 1_400));
    const kept = [...many, ...many];
    expect(compilations([...kept, ...many])).toBe(16);
    const [first, another] = [text('0', 1_400), text('x', 1_400)];
    expect(compilations([...kept, first, another, another, first])).toBe(18);
    expect(compilations([...kept, another, another, first])).toBe(19);
  });

  it('are not kept where one is very long', () => {
    expect(compilations(Array.from({ length: 3 }, () => text('a', 5_000)))).toBe(3);
  });

  it('are told apart by their file and options: a mistake names its own place', () => {
    const source = '{{ x.y.z }}';
    const fails = (file: string): unknown => {
      try {
        jinja.compile(source, file).render(new Map());
      } catch (caught) {
        return caught instanceof TemplateError ? caught.file : caught;
      }
      return undefined;
    };
    expect(fails('one.txt')).toBe('one.txt');
    expect(fails('two.txt')).toBe('two.txt');
    const strict = jinja.compile('{{ nobody }}', 'x', { undefinedNames: 'strict' });
    expect(jinja.compile('{{ nobody }}', 'x').render(new Map()).text).toBe('');
    expect(() => strict.render(new Map())).toThrow();
  });

  it('keep nothing of the answers they were rendered with', () => {
    const render = (who: string): string =>
      jinja.compile('{% set n = who %}{{ n }}', 'x').render(new Map([['who', who]])).text;
    expect([render('a'), render('b'), render('a')]).toEqual(['a', 'b', 'a']);
  });
});
