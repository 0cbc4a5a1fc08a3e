import type { Delimiters } from '../../../core/templates/jinja/language';
import type { Chance } from './chance';

const TEXT = [
  ...['', ' ', '\n', '  ', '\n\n', 'a', ' b ', 'c\n', '\n  d', '\t', 'e \n\n f'],
  ...['{ x }', '100 %', '<i>&', '\r\n', 'é😀', '"q"', '.'],
];

/** Tags after which a line statement may have a colon. */
const TAKES_COLON = /^(?:for|if|elif|else|macro)\b/;

/** Writes tags, outputs, comments and the text between, with the marks for white space that are allowed there. */
export class TagWriter {
  private serial = 0;

  constructor(
    private readonly chance: Chance,
    private readonly delimiters: Delimiters,
  ) {}

  /** A name that nothing else has. */
  fresh(): string {
    this.serial += 1;
    return `v${this.serial}`;
  }

  text(): string {
    return this.chance.pick(TEXT);
  }

  output(inside: string): string {
    const { variableStart, variableEnd } = this.delimiters;
    return `${variableStart}${this.dash()} ${inside} ${this.dash()}${variableEnd}`;
  }

  comment(): string {
    const { commentStart, commentEnd } = this.delimiters;
    return `${commentStart}${this.mark()} note ${this.mark()}${commentEnd}`;
  }

  /** A tag, or where the settings have line statements sometimes a line. */
  tag(inside: string): string {
    const { blockStart, blockEnd, lineStatementPrefix } = this.delimiters;
    if (lineStatementPrefix !== null && this.chance.happens(0.4)) {
      const colon = TAKES_COLON.test(inside) && this.chance.happens(0.5) ? ':' : '';
      return `\n${this.chance.pick(['', '  '])}${lineStatementPrefix} ${inside}${colon}\n`;
    }
    return `${blockStart}${this.mark()} ${inside} ${this.mark()}${blockEnd}`;
  }

  /** Text that looks like tags, in a raw block; its tags take no plus. */
  verbatim(): string {
    const { blockStart, blockEnd } = this.delimiters;
    const tag = (name: string): string => `${blockStart}${this.dash()} ${name} ${this.dash()}${blockEnd}`;
    return `${tag('raw')}${this.text()}{{ x }}{% if %}${this.text()}${tag('endraw')}`;
  }

  private dash(): string {
    return this.chance.happens(0.15) ? '-' : '';
  }

  private mark(): string {
    return this.chance.happens(0.2) ? this.chance.pick(['-', '-', '+']) : '';
  }
}
