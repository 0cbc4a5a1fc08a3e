import nodes from 'nunjucks/src/nodes';
import { l10n, nearest } from '../../../system';
import { TemplateError, type LanguageExtension, type LanguageOptions } from '../language';
import { StatementParser, type Tag } from './statement-parser';
import type { Token } from './expression-tokens';
import { tokenize, type SkippedPart } from './tokenizer';
import { RawData, Statement } from './tree';

/** A template as a tree, and what is wrong with its text. */
export interface Parsed {
  readonly root: nodes.Root;
  readonly errors: readonly TemplateError[];
  /** Its comments and `raw` blocks. */
  readonly skipped: readonly SkippedPart[];
}

/** Parses a template. Throws `TemplateError` of kind `syntax` with the place of the mistake. */
export function parseTemplate(text: string, file: string, options: LanguageOptions): nodes.Root {
  const tokens = tokenize(text, file, options);
  return new TemplateParser(tokens, file, options).parseAsRoot();
}

/**
 * Parses what can be parsed: each mistake is reported, and reading goes on behind the tag that holds it. A block
 * that is not closed ends with the template.
 */
export function parseTolerantly(text: string, file: string, options: LanguageOptions): Parsed {
  const errors: TemplateError[] = [];
  const complain = (error: TemplateError): void => {
    errors.push(error);
  };
  const skipped: SkippedPart[] = [];
  const tokens = tokenize(text, file, options, complain, undefined, skipped);
  const parser = new TemplateParser(tokens, file, options, complain);
  return { root: parser.parseAsRoot(), errors, skipped };
}

/** The tags that begin something, those of an extension with it. */
export const TAGS: ReadonlyMap<string, LanguageExtension | null> = new Map([
  ...[
    'autoescape',
    'block',
    'call',
    'extends',
    'filter',
    'for',
    'from',
    'if',
    'import',
    'include',
    'macro',
  ].map(core),
  ...['print', 'set', 'with'].map(core),
  ['do', 'do'],
  ['break', 'loopcontrols'],
  ['continue', 'loopcontrols'],
  ['yield', 'yield'],
  ['now', 'time'],
  ['trans', 'i18n'],
  ['debug', 'debug'],
]);

function core(tag: string): [string, null] {
  return [tag, null];
}

/** The tags inside of others and at their ends, with what they belong to. */
export const INNER_TAGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['elif', ['if']],
  ['else', ['if', 'for']],
  ['pluralize', ['trans']],
  ...['if', 'for', 'set', 'block', 'macro', 'with', 'autoescape', 'call', 'filter', 'yield', 'trans'].map(
    (tag): [string, string[]] => [`end${tag}`, [tag]],
  ),
  ['endraw', ['raw']],
]);

/** What `_jinja_extensions` calls the extension of a tag. */
const EXTENSION_NAMES: Readonly<Record<LanguageExtension, string>> = {
  do: 'jinja2.ext.do',
  loopcontrols: 'jinja2.ext.loopcontrols',
  i18n: 'jinja2.ext.i18n',
  debug: 'jinja2.ext.debug',
  time: 'jinja2_time.TimeExtension',
  yield: 'copier',
  ansible: 'jinja2_ansible_filters',
};

/** A template from its first token to its last. */
class TemplateParser extends StatementParser {
  /** Where the last tag that was read ends. */
  private lastEnd = 0;
  /** The tags whose heads are being read, or could not be read. */
  private readonly orphans: string[] = [];

  constructor(
    row: readonly Token[],
    file: string,
    private readonly options: LanguageOptions,
    private readonly recover?: (error: TemplateError) => void,
  ) {
    super(row, file);
  }

  protected override parseNodes(): nodes.Node[] {
    const body: nodes.Node[] = [];
    for (;;) {
      const token = this.peekToken();
      const { type, value, lineno, colno, start } = token;
      if (type === 'end') return body;
      this.nextToken();
      if (type === 'data') body.push(new nodes.TemplateData(lineno, colno, String(value)));
      else if (type === 'raw') body.push(new RawData(lineno, colno, String(value)));
      else if (type === 'block-start') {
        if (this.breakOnBlocks !== null && this.isNextOneOf('symbol', this.breakOnBlocks)) return body;
        this.take(body, () => this.parseStatement(start));
      } else this.take(body, () => this.parseOutput());
    }
  }

  /** Adds what is parsed, or reports what is wrong with it and goes behind it. */
  private take(body: nodes.Node[], parse: () => nodes.Node | undefined): void {
    const { depth, breakOnBlocks } = this;
    try {
      const node = this.nested(parse);
      if (node !== undefined) body.push(node);
    } catch (caught) {
      if (this.recover === undefined || !(caught instanceof TemplateError)) throw caught;
      this.recover(caught);
      this.depth = depth;
      this.breakOnBlocks = breakOnBlocks;
      while (!this.isNext('block-end') && !this.isNext('variable-end') && !this.isNext('end'))
        this.nextToken();
      if (!this.isNext('end')) this.nextToken();
    }
  }

  private parseOutput(): nodes.Node {
    const value = this.parseTuple();
    const { lineno, colno } = value;
    if (!this.isNext('variable-end')) this.unexpected(`'${this.options.delimiters.variableEnd}'`);
    this.nextToken();
    return new nodes.Output(lineno, colno, [value]);
  }

  private parseStatement(start: number): nodes.Node | undefined {
    const tag = this.expectName();
    if (this.isOrphan(tag.value)) {
      this.skipTag();
      return undefined;
    }
    const extension = TAGS.get(tag.value);
    if (extension === undefined) this.unknownTag(tag);
    if (extension !== null && !this.options.extensions.includes(extension))
      this.fail(
        l10n.t("the tag '{0}' needs '{1}' in _jinja_extensions", tag.value, EXTENSION_NAMES[extension]),
        tag,
      );
    // If its head cannot be read, what closes it later is no second mistake.
    this.orphans.push(tag.value);
    const node = this.parseTag(tag);
    this.orphans.pop();
    if (node instanceof Statement) node.extent = { start, end: this.lastEnd };
    return node;
  }

  private parseTag(tag: Tag): nodes.Node {
    switch (tag.value) {
      case 'if':
        return this.parseIf(tag);
      case 'for':
        return this.parseFor(tag);
      case 'set':
        return this.parseSet(tag);
      case 'block':
        return this.parseBlock(tag);
      case 'extends':
        return this.parseExtends(tag);
      case 'print':
        return this.parsePrint(tag);
      case 'macro':
        return this.parseMacro(tag);
      case 'include':
        return this.parseInclude(tag);
      case 'from':
        return this.parseFrom(tag);
      case 'import':
        return this.parseImport(tag);
      case 'with':
        return this.parseWith(tag);
      case 'autoescape':
        return this.parseAutoescape(tag);
      case 'call':
        return this.parseCallBlock(tag);
      case 'filter':
        return this.parseFilterBlock(tag);
      case 'do':
        return this.parseDo(tag);
      case 'yield':
        return this.parseYield(tag);
      case 'now':
        return this.parseNow(tag);
      case 'trans':
        return this.parseTrans(tag);
      case 'debug':
        return this.parseDebug(tag);
      default:
        return this.parseLoopControl(tag);
    }
  }

  /** In a template with mistakes: whether a tag belongs to one whose head could not be read. */
  private isOrphan(tag: string): boolean {
    const owners = INNER_TAGS.get(tag);
    if (this.recover === undefined || owners === undefined) return false;
    const index = this.orphans.findLastIndex((open) => owners.includes(open));
    if (index === -1) return false;
    if (tag.startsWith('end')) this.orphans.splice(index, 1);
    return true;
  }

  private unknownTag(tag: Token & Tag): never {
    if (INNER_TAGS.has(tag.value))
      this.fail(l10n.t("the tag '{0}' closes or continues nothing here", tag.value), tag);
    const meant = nearest(tag.value, [...TAGS.keys(), ...INNER_TAGS.keys(), 'raw']);
    this.fail(
      meant === undefined
        ? l10n.t("no tag named '{0}'", tag.value)
        : l10n.t("no tag named '{0}'; did you mean '{1}'?", tag.value, meant),
      tag,
      { name: tag.value, meant },
    );
  }

  protected override endTag(): void {
    const token = this.peekToken();
    if (token.type !== 'block-end') this.unexpected(`'${this.options.delimiters.blockEnd}'`);
    this.nextToken();
    this.lastEnd = token.end;
  }

  private skipTag(): void {
    while (!this.isNext('block-end') && !this.isNext('end')) this.nextToken();
    if (this.isNext('block-end')) this.endTag();
  }

  protected override parseBody(tag: Tag, ...names: string[]): nodes.NodeList {
    this.skipOperator(':');
    this.endTag();
    // The head is read, so that what closes the tag is its own again.
    const open = this.orphans.splice(-1);
    const body = this.parseUntilBlocks(...names);
    this.orphans.push(...open);
    if (this.isNext('end')) this.unclosed(tag, names);
    return body;
  }

  private unclosed(tag: Tag, names: readonly string[]): void {
    const expected = names.map((name) => this.tagText(name)).join(', ');
    const position = { line: tag.lineno, column: tag.colno };
    const message = l10n.t("'{0}' is not closed: {1} is missing", tag.value, expected);
    const error = new TemplateError(message, this.file, position, 'syntax');
    if (this.recover === undefined) throw error;
    this.recover(error);
    this.lastEnd = this.peekToken().start;
  }

  private tagText(name: string): string {
    const { blockStart, blockEnd } = this.options.delimiters;
    return `${blockStart} ${name} ${blockEnd}`;
  }

  protected override closeBody(): void {
    if (this.isNext('end')) return;
    this.nextToken();
    this.endTag();
  }
}
