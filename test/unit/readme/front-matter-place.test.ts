import { describe, expect, it } from 'vitest';
import { frontMatterPlaceAt } from '../../../core/readme';
import { marked } from '../../support/marked-text';

function placeAt(source: string): [string, string, string, number] | undefined {
  const { text, cursors } = marked(source);
  const [position = { line: 0, character: 0 }] = cursors;
  const found = frontMatterPlaceAt(text, position);
  return found && [found.path.join('.'), found.at, found.word, found.range.start.line];
}

it('ends where its line ends, whatever is asked for behind it', () => {
  const place = frontMatterPlaceAt('---\n\n---\n', { line: 1, character: 7 });
  const end = { line: 1, character: 0 };
  expect(place?.range).toEqual({ start: end, end });
});

describe('a place in the front matter of a README that is written', () => {
  it.each<[string, ReturnType<typeof placeAt>]>([
    ['---\nla‸bel: "x"\n---\n', ['', 'key', 'label', 1]],
    ['---\nsystem:\n  equipment:\n    id: "S‸"\n---\n', ['system.equipment.id', 'value', '"S"', 3]],
    ['---\r\nconfig_fields: {lens: ‸}\r\n---\r\n', ['config_fields.lens', 'value', '', 1]],
    ['---\nlabel: "x"\n‸', ['', 'key', '', 2]],
    ['‸---\nlabel: "x"\n---\n', undefined],
    ['---\nlabel: "x"\n---‸\n', undefined],
    ['---\nlabel: "x"\n---\n\nlabel: ‸\n', undefined],
    ['# Notes\nlabel: ‸\n---\n', undefined],
    ['‸', undefined],
  ])('is found in %j', (source, place) => {
    expect(placeAt(source)).toEqual(place);
  });
});
