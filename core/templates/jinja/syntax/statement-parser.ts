import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import { ExpressionParser } from './expression-parser';
import * as tree from './tree';
import { walkStatements } from './walk';

/** What a block may hold that somebody else must fill. */
const ONLY_BLANK = /^\s*$/;

/** The grammar of every tag, as in `jinja2.parser` and its extensions; the name of the tag is behind us. */
export abstract class StatementParser extends ExpressionParser {
  /** Reads a body up to one of the tags `names`, which is left to be read. */
  protected abstract parseBody(tag: Tag, ...names: string[]): nodes.NodeList;
  /** Reads the tag that closes a body. */
  protected abstract closeBody(): void;
  /** Reads the end of a tag. */
  protected abstract endTag(): void;

  protected parseIf(tag: Tag): nodes.Node {
    const branches: tree.Branch[] = [];
    do {
      const condition = this.parseTuple(() => this.parseOr());
      branches.push({ condition, body: this.parseBody(tag, 'elif', 'else', 'endif') });
    } while (this.skipSymbol('elif'));
    const otherwise = this.skipSymbol('else') ? this.parseBody(tag, 'endif') : null;
    this.closeBody();
    return new tree.If(tag.lineno, tag.colno, branches, otherwise);
  }

  protected parseFor(tag: Tag): nodes.Node {
    const target = this.parseTarget();
    if (!this.skipSymbol('in')) this.unexpected("'in'");
    const iterated = this.parseTuple(() => this.parseOr());
    const condition = this.skipSymbol('if') ? this.parseExpression() : null;
    const recursive = this.skipSymbol('recursive');
    const body = this.parseBody(tag, 'else', 'endfor');
    const otherwise = this.skipSymbol('else') ? this.parseBody(tag, 'endfor') : null;
    this.closeBody();
    return new tree.For(tag.lineno, tag.colno, target, iterated, condition, recursive, body, otherwise);
  }

  protected parseSet(tag: Tag): nodes.Node {
    const behind = this.lookBehindNext();
    const isAttribute = this.isNext('symbol') && behind.type === 'operator' && behind.value === '.';
    const target = isAttribute ? this.parseNamespaceTarget() : this.parseTarget();
    if (this.skipOperator('=')) {
      const value = this.parseTuple();
      this.endTag();
      return new tree.Assign(tag.lineno, tag.colno, target, value);
    }
    const filters = this.parseFilters(new tree.Captured(tag.lineno, tag.colno));
    const body = this.parseBody(tag, 'endset');
    this.closeBody();
    return new tree.AssignBlock(tag.lineno, tag.colno, target, filters, body);
  }

  private parseNamespaceTarget(): nodes.Node {
    const name = this.expectName();
    this.expectOperator('.');
    const attribute = this.expectName();
    return new tree.Attribute(
      name.lineno,
      name.colno,
      new nodes.Symbol(name.lineno, name.colno, name.value),
      new nodes.Literal(attribute.lineno, attribute.colno, attribute.value),
    );
  }

  /** What a value is put into: a name, or a tuple of such. */
  private parseTarget(): nodes.Node {
    const target = this.parseTuple(() => this.parsePrimary());
    this.checkTarget(target);
    return target;
  }

  private checkTarget(target: nodes.Node): void {
    if (target instanceof nodes.Group) for (const part of target.children) this.checkTarget(part);
    else if (!(target instanceof nodes.Symbol)) this.fail(l10n.t('only a name can be set'), target);
  }

  protected parseWith(tag: Tag): nodes.Node {
    const targets: nodes.Node[] = [];
    const values: nodes.Node[] = [];
    while (!this.isNext('block-end') && !this.isNext('operator', ':')) {
      if (targets.length > 0) this.expectOperator(',');
      targets.push(this.parseTarget());
      this.expectOperator('=');
      values.push(this.parseExpression());
    }
    const body = this.parseBody(tag, 'endwith');
    this.closeBody();
    return new tree.With(tag.lineno, tag.colno, targets, values, body);
  }

  protected parseAutoescape(tag: Tag): nodes.Node {
    const value = this.parseExpression();
    const body = this.parseBody(tag, 'endautoescape');
    this.closeBody();
    return new tree.Autoescape(tag.lineno, tag.colno, value, body);
  }

  protected parseBlock(tag: Tag): nodes.Node {
    const name = this.parseName();
    if (this.isNext('operator', '-'))
      this.fail(l10n.t("the name of a block has no '-'; use '_' instead"), this.peekToken());
    const scoped = this.skipSymbol('scoped');
    const required = this.skipSymbol('required');
    const body = this.parseBody(tag, 'endblock');
    for (const node of required ? body.children : [])
      if (!(node instanceof nodes.TemplateData && ONLY_BLANK.test(node.value)))
        this.fail(l10n.t('a required block holds nothing but comments and blanks'), node);
    this.nextToken();
    this.skipSymbol(name.value);
    this.endTag();
    return new tree.Block(tag.lineno, tag.colno, name, scoped, required, body);
  }

  protected parseExtends(tag: Tag): nodes.Node {
    const template = this.parseExpression();
    this.endTag();
    return new tree.Extends(tag.lineno, tag.colno, template);
  }

  protected parseInclude(tag: Tag): nodes.Node {
    const template = this.parseExpression();
    const behind = this.lookBehindNext();
    const ignoresMissing =
      this.isNext('symbol', 'ignore') && behind.type === 'symbol' && behind.value === 'missing';
    if (ignoresMissing) {
      this.nextToken();
      this.nextToken();
    }
    const withContext = this.parseContext() ?? true;
    this.endTag();
    return new tree.Include(tag.lineno, tag.colno, template, withContext, ignoresMissing);
  }

  protected parseImport(tag: Tag): nodes.Node {
    const template = this.parseExpression();
    if (!this.skipSymbol('as')) this.unexpected("'as'");
    const target = this.parseName();
    const withContext = this.parseContext() ?? false;
    this.endTag();
    return new tree.Import(tag.lineno, tag.colno, template, target, withContext);
  }

  protected parseFrom(tag: Tag): nodes.Node {
    const template = this.parseExpression();
    if (!this.skipSymbol('import')) this.unexpected("'import'");
    const names: tree.ImportedName[] = [];
    let withContext = this.parseContext();
    while (withContext === undefined) {
      names.push(this.parseImportedName());
      withContext = this.parseContext();
      if (withContext !== undefined || !this.skipOperator(',')) break;
      if (names.length > 0) withContext = this.parseContext();
    }
    this.endTag();
    return new tree.FromImport(tag.lineno, tag.colno, template, names, withContext ?? false);
  }

  private parseImportedName(): tree.ImportedName {
    const name = this.parseName();
    if (name.value.startsWith('_'))
      this.fail(l10n.t("names that begin with '_' are not imported: '{0}'", name.value), name);
    return { name, alias: this.skipSymbol('as') ? this.parseName() : name };
  }

  /** `with context` or `without context`, where it stands here. */
  private parseContext(): boolean | undefined {
    const behind = this.lookBehindNext();
    if (
      !this.isNextOneOf('symbol', ['with', 'without']) ||
      behind.type !== 'symbol' ||
      behind.value !== 'context'
    )
      return undefined;
    const isWith = this.nextToken().value === 'with';
    this.nextToken();
    return isWith;
  }

  private parseName(): nodes.Symbol {
    const { lineno, colno, value } = this.expectName();
    return new nodes.Symbol(lineno, colno, value);
  }

  protected parseMacro(tag: Tag): nodes.Node {
    const name = this.parseName();
    const parameters = this.parseParameters();
    const body = this.parseBody(tag, 'endmacro');
    this.closeBody();
    return new tree.Macro(tag.lineno, tag.colno, name, parameters, body);
  }

  private parseParameters(): tree.Parameters {
    const names: nodes.Symbol[] = [];
    const defaults: nodes.Node[] = [];
    this.expectOperator('(');
    while (!this.isNext('operator', ')')) {
      if (names.length > 0) this.expectOperator(',');
      const name = this.parseName();
      if (names.some(({ value }) => value === name.value))
        this.fail(l10n.t("the parameter '{0}' stands there twice", name.value), name);
      names.push(name);
      if (this.skipOperator('=')) defaults.push(this.parseExpression());
      else if (defaults.length > 0)
        this.fail(l10n.t('a parameter without a default stands behind one that has one'), name);
    }
    this.expectOperator(')');
    return { names, defaults };
  }

  protected parseCallBlock(tag: Tag): nodes.Node {
    const parameters = this.isNext('operator', '(') ? this.parseParameters() : { names: [], defaults: [] };
    const call = this.parseExpression();
    if (!(call instanceof nodes.FunCall)) this.fail(l10n.t('a call of a macro is expected here'), call);
    const body = this.parseBody(tag, 'endcall');
    this.closeBody();
    return new tree.CallBlock(tag.lineno, tag.colno, call, parameters, body);
  }

  protected parseFilterBlock(tag: Tag): nodes.Node {
    const filters = this.parseFilters(this.parseFilter(new tree.Captured(tag.lineno, tag.colno)));
    const body = this.parseBody(tag, 'endfilter');
    this.closeBody();
    return new tree.FilterBlock(tag.lineno, tag.colno, filters, body);
  }

  protected parsePrint(tag: Tag): nodes.Node {
    const values: nodes.Node[] = [];
    while (!this.isNext('block-end')) {
      if (values.length > 0) this.expectOperator(',');
      values.push(this.parseExpression());
    }
    this.endTag();
    return new nodes.Output(tag.lineno, tag.colno, values);
  }

  protected parseDo(tag: Tag): nodes.Node {
    const value = this.parseTuple();
    this.endTag();
    return new tree.Do(tag.lineno, tag.colno, value);
  }

  protected parseLoopControl(tag: Tag): nodes.Node {
    this.endTag();
    return tag.value === 'break'
      ? new tree.Break(tag.lineno, tag.colno)
      : new tree.Continue(tag.lineno, tag.colno);
  }

  /** Copier: `yield name from values`. */
  protected parseYield(tag: Tag): nodes.Node {
    const name = this.parseName();
    if (!this.skipSymbol('from')) this.unexpected("'from'");
    const values = this.parseExpression();
    const body = this.parseBody(tag, 'endyield');
    this.closeBody();
    return new tree.Yield(tag.lineno, tag.colno, name, values, body);
  }

  /** `jinja2_time`: `now 'utc' + 'hours=1', '%Y'`. */
  protected parseNow(tag: Tag): nodes.Node {
    const given = this.parseExpression();
    const format = this.skipOperator(',') ? this.parseExpression() : null;
    this.endTag();
    if (!(given instanceof nodes.Add || given instanceof nodes.Sub))
      return new tree.Now(tag.lineno, tag.colno, given, null, format);
    const offset = { sign: given instanceof nodes.Add ? '+' : '-', value: given.right };
    return new tree.Now(tag.lineno, tag.colno, given.left, offset, format);
  }

  /** `jinja2.ext.i18n`: Copier gives it no translations, so that it always fails there. */
  protected parseTrans(tag: Tag): nodes.Node {
    const own = this.skipHead();
    const bodies = [this.parseBody(tag, 'pluralize', 'endtrans')];
    while (this.skipSymbol('pluralize')) {
      this.skipHead();
      bodies.push(this.parseBody(tag, 'endtrans'));
    }
    this.closeBody();
    const reads = new Set([bodies.length > 1 ? 'ngettext' : 'gettext']);
    walkStatements(
      bodies.flatMap((body) => body.children),
      ({ value }) => own.includes(value) || reads.add(value),
    );
    const message = l10n.t("'trans' has no translations here, as in Copier: 'gettext' is not defined");
    return new tree.Unserved(tag.lineno, tag.colno, message, [...reads]);
  }

  /** Goes to the end of a tag; gives the names that are set in it. */
  private skipHead(): string[] {
    const names: string[] = [];
    while (!this.isNext('block-end') && !this.isNext('end')) {
      const { type, value } = this.nextToken();
      if (type === 'symbol' && this.isNext('operator', '=')) names.push(String(value));
    }
    return names;
  }

  protected parseDebug(tag: Tag): nodes.Node {
    this.endTag();
    return new tree.Unserved(
      tag.lineno,
      tag.colno,
      l10n.t("'debug' would show the inside of Python: remove it"),
      [],
    );
  }
}

/** The name of a tag, where it stands. */
export interface Tag {
  readonly value: string;
  readonly lineno: number;
  readonly colno: number;
}
