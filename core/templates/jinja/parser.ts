import nodes from 'nunjucks/src/nodes';
import { l10n, nearest } from '../../system';
import { ExpressionParser } from './expression-parser';
import type { LanguageOptions } from './language';
import { namesIn } from './names-in';
import { Attribute, FilteredFor, RawData } from './syntax';
import { TokenRow } from './token-parser';
import { tokenize } from './tokenizer';

const SERVED_TAGS = ['if', 'for', 'set', 'raw'];
const INNER_TAGS = ['elif', 'else', 'endif', 'endfor', 'endset', 'endraw'];
const OTHER_TAGS = [
  ...['autoescape', 'block', 'break', 'call', 'continue', 'debug', 'do', 'extends', 'filter', 'from'],
  ...['import', 'include', 'language', 'macro', 'now', 'pluralize', 'print', 'trans', 'with', 'yield'],
];

/** Parses a template. Throws `TemplateError` of kind `syntax` with the place of the mistake. */
export function parseTemplate(text: string, file: string, options: LanguageOptions): nodes.Root {
  return new TemplateParser(new TokenRow(tokenize(text, file, options)), file).parseAsRoot();
}

/** The tags of the language, and the text between them. */
class TemplateParser extends ExpressionParser {
  protected override parseNodes(): nodes.Node[] {
    const body: nodes.Node[] = [];
    for (;;) {
      const token = this.peekToken();
      const { lineno, colno, value } = token;
      if (token.type === 'end') return body;
      if (token.type === 'block-start') {
        this.nextToken();
        if (this.breakOnBlocks !== null && this.isNext('symbol', ...this.breakOnBlocks)) return body;
        body.push(this.nested(() => this.parseStatement()));
        continue;
      }
      this.nextToken();
      if (token.type === 'data') body.push(new nodes.TemplateData(lineno, colno, String(value)));
      else if (token.type === 'raw') body.push(new RawData(lineno, colno, String(value)));
      else body.push(this.parseOutput(lineno, colno));
    }
  }

  private parseOutput(lineno: number, colno: number): nodes.Node {
    const value = this.parseTuple();
    if (!this.isNext('variable-end')) this.unexpected("'}}'");
    this.nextToken();
    return new nodes.Output(lineno, colno, [value]);
  }

  private parseStatement(): nodes.Node {
    const tag = this.peekToken();
    if (this.skipSymbol('if')) return this.parseIf(tag.lineno, tag.colno);
    if (this.skipSymbol('for')) return this.parseFor(tag.lineno, tag.colno);
    if (this.skipSymbol('set')) return this.parseSet(tag.lineno, tag.colno);
    const name = this.expectName().value;
    if (OTHER_TAGS.includes(name)) this.fail(l10n.t("the tag '{0}' is not served", name), tag);
    if (INNER_TAGS.includes(name))
      this.fail(l10n.t("the tag '{0}' closes or continues nothing here", name), tag);
    const meant = nearest(name, [...SERVED_TAGS, ...OTHER_TAGS, ...INNER_TAGS]);
    this.fail(
      meant === undefined
        ? l10n.t("no tag named '{0}'", name)
        : l10n.t("no tag named '{0}'; did you mean '{1}'?", name, meant),
      tag,
    );
  }

  private endTag(): void {
    if (!this.isNext('block-end')) this.unexpected("'%}'");
    this.nextToken();
  }

  /** The body of a tag up to one of `names`, which is left to be read. */
  private parseBody(...names: string[]): nodes.NodeList {
    this.skipOperator(':');
    this.endTag();
    const body = this.parseUntilBlocks(...names);
    if (this.isNext('end')) this.unexpected(names.map((name) => `{% ${name} %}`).join(', '));
    return body;
  }

  private parseCondition(): nodes.Node {
    return this.parseTuple(() => this.parseOr());
  }

  private parseIf(lineno: number, colno: number): nodes.If {
    const branches: { condition: nodes.Node; body: nodes.NodeList }[] = [];
    let otherwise: nodes.NodeList | nodes.If | null = null;
    do {
      const condition = this.parseCondition();
      branches.push({ condition, body: this.parseBody('elif', 'else', 'endif') });
    } while (this.skipSymbol('elif'));
    if (this.skipSymbol('else')) otherwise = this.parseBody('endif');
    this.nextToken();
    this.endTag();
    for (const { condition, body } of branches.reverse())
      otherwise = new nodes.If(lineno, colno, condition, body, otherwise);
    return otherwise instanceof nodes.If ? otherwise : this.unexpected('if');
  }

  private parseFor(lineno: number, colno: number): nodes.Node {
    const target = this.parseTarget(['in']);
    if (!this.skipSymbol('in')) this.unexpected("'in'");
    const iterated = this.parseTuple(() => this.parseOr(), { names: ['recursive'] });
    const condition = this.skipSymbol('if') ? this.parseExpression() : null;
    const recursive = this.peekToken();
    if (this.skipSymbol('recursive')) this.fail(l10n.t("'recursive' loops are not served"), recursive);
    const body = this.parseBody('endfor', 'else');
    const otherwise = this.skipSymbol('else') ? this.parseBody('endfor') : null;
    this.nextToken();
    this.endTag();
    return new FilteredFor(lineno, colno, iterated, target, body, otherwise, condition);
  }

  private parseSet(lineno: number, colno: number): nodes.Node {
    const behind = this.lookBehindNext();
    const isAttribute = behind.type === 'operator' && behind.value === '.';
    const target = isAttribute ? this.parseNamespaceTarget() : this.parseTarget([]);
    if (this.skipOperator('=')) {
      const value = this.parseTuple();
      this.endTag();
      return new nodes.Set(lineno, colno, [target], value);
    }
    // The filters stand before the body that they work on.
    const captured: nodes.Node[] = [];
    const capture = new nodes.Capture(lineno, colno, new nodes.NodeList(lineno, colno, captured));
    const value = this.parseFilters(capture);
    const [name] = namesIn(value);
    // Jinja breaks on such a name or reads it in a scope of its own, depending on what else the template does.
    if (name !== undefined)
      this.fail(l10n.t("'{0}' cannot stand in a filter on a set block", name.value), name);
    for (const node of this.parseBody('endset').children) captured.push(node);
    this.nextToken();
    this.endTag();
    return new nodes.Set(lineno, colno, [target], value);
  }

  private parseNamespaceTarget(): nodes.Node {
    const name = this.expectName();
    this.expectOperator('.');
    const attribute = this.expectName();
    return new Attribute(
      name.lineno,
      name.colno,
      new nodes.Symbol(name.lineno, name.colno, name.value),
      new nodes.Literal(attribute.lineno, attribute.colno, attribute.value),
    );
  }

  private parseTarget(endNames: readonly string[]): nodes.Node {
    const target = this.parseTuple(() => this.parsePrimary(), { names: endNames });
    this.checkTarget(target);
    return target;
  }

  private checkTarget(target: nodes.Node): void {
    if (target instanceof nodes.Group) for (const part of target.children) this.checkTarget(part);
    else if (!(target instanceof nodes.Symbol)) this.fail(l10n.t('only a name can be set'), target);
    else if (target.value === 'loop')
      this.fail(l10n.t("the name 'loop' belongs to the loop and cannot be set"), target);
  }
}
