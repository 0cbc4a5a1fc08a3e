import type nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import {
  TemplateError,
  type UnknownName,
  type LanguageOptions,
  type SourcePosition,
  type VariableReference,
} from '../language';
import { atPlace, Mistake } from '../place';
import type { Environment } from '../runtime/environment';
import type { Names } from '../runtime/context';
import type { BlockCode } from '../runtime/template-code';
import type { Extent } from '../syntax/tree';
import { undeclaredOf } from '../syntax/walk';
import type { Symbols, Variable } from './symbols';

/** A name that is used, where it stands. */
export interface NameUse {
  readonly name: string;
  readonly position: SourcePosition;
}

/** A variable that is read or set, where it stands. The same variable is the same object. */
export interface VariableUse extends NameUse {
  readonly use: 'read' | 'write';
  readonly variable: Variable;
}

/** Another template that is named by a text. */
export interface TemplateUse extends NameUse {
  readonly kind: 'include' | 'import' | 'extends';
  /** Whether it may be missing. */
  readonly optional: boolean;
}

/** The same, with what goes from one template to the other. */
export interface TemplateTies extends TemplateUse {
  /** The names that are set here and that the other one sees; undefined where it sees nothing of this one. */
  readonly sees: readonly SeenVariable[] | undefined;
  /** The variable that stands for the whole of it (`import … as`). */
  readonly module: Variable | undefined;
  /** What is taken out of it (`from … import`). */
  readonly imported: readonly ImportedUse[];
}

/** A variable that another template sees. */
export interface SeenVariable {
  readonly variable: Variable;
  /** Whether it has a value whatever way was gone to this place. */
  readonly always: boolean;
}

/** A name that is taken out of another template, and the variable that it becomes. */
export interface ImportedUse extends NameUse {
  readonly variable: Variable;
}

/** `variable.name` or `variable['name']`. */
export interface MemberUse extends NameUse {
  readonly variable: Variable;
}

/** A name that Copier's `yield` gives one value after the other. */
export interface YieldUse extends NameUse {
  readonly extent: Extent;
}

/** A stretch of the template in which names of its own are known. */
export interface ScopeUse {
  readonly extent: Extent;
  readonly symbols: Symbols;
}

/** The making of one template's code: what it is made with, and what is learned of the template meanwhile. */
export class Compilation {
  /** Every reading of a variable that the template takes from outside. */
  readonly references: VariableReference[] = [];
  /** Names that are taken from outside somewhere, but for the functions of the language (`meta.find_undeclared_variables`). */
  readonly undeclared = new Set<string>();
  readonly variables: VariableUse[] = [];
  readonly filters: NameUse[] = [];
  readonly tests: NameUse[] = [];
  readonly templates: TemplateTies[] = [];
  readonly scopes: ScopeUse[] = [];
  /** Two variables of one name of which the second may have its value from the first. */
  readonly links: (readonly [Variable, Variable])[] = [];
  /** Variables whose value may come from outside. */
  readonly fromContext = new Set<Variable>();
  /** Variables that have a value of their own as soon as their scope begins. */
  readonly settled = new Set<Variable>();
  /** What is set at the top level, so that blocks and other templates see it. */
  readonly shown = new Set<Variable>();
  readonly members: MemberUse[] = [];
  /** The names in calls under which arguments are handed over. */
  readonly keywords: NameUse[] = [];
  /** The parameters of macros and of call blocks. */
  readonly parameters: NameUse[] = [];
  readonly yields: YieldUse[] = [];
  readonly blocks = new Map<string, BlockCode>();
  /** Variables that the template has set up to here, in the order of its text. */
  private readonly assignedInOrder: Variable[] = [];
  private readonly assigned = new Set<Variable>();
  /** Whether an `extends` at the top level was met, so that nothing is written any more. */
  extendsKnown = false;
  /** Words that were searched for in the whole text: every macro asks for the same few. */
  private readonly mentioned = new Map<string, boolean>();
  /** How many `extends` were met. */
  extendsCount = 0;
  private depth = 0;
  private loops = 0;

  constructor(
    /** The template's text, from which the tree is. */
    private readonly text: string,
    readonly file: string,
    readonly options: LanguageOptions,
    readonly environment: Environment,
    readonly globals: Names,
    /** Whether mistakes are collected instead of thrown. */
    private readonly complain?: (error: TemplateError) => void,
  ) {}

  /** Refuses something of the template itself. */
  fail(
    message: string,
    node: nodes.Node,
    python: 'TemplateSyntaxError' | 'TemplateAssertionError' = 'TemplateAssertionError',
    unknownName?: UnknownName,
  ): void {
    const place = positionOf(node);
    const error = new TemplateError(message, this.file, place, 'syntax', python, '', unknownName);
    if (this.complain === undefined) throw error;
    this.complain(error);
  }

  /** Whether the code is made for what is learned of the template: then all of it is noted. */
  get isAnalysis(): boolean {
    return this.complain !== undefined;
  }

  /** Refuses something for a mistake that was caught. */
  refuse({ message, unknownName }: Mistake, node: nodes.Node): void {
    this.fail(message, node, 'TemplateAssertionError', unknownName);
  }

  /** Runs a check that throws a `Mistake` about a node. */
  check(node: nodes.Node, action: () => void): void {
    try {
      action();
    } catch (caught) {
      if (!(caught instanceof Mistake)) throw caught;
      this.refuse(caught, node);
    }
  }

  /** What was caught, as an error at a node. */
  at(caught: unknown, node: nodes.Node): unknown {
    return atPlace(caught, this.file, positionOf(node));
  }

  /** Whether a word is in the text at all: most templates need not be searched for what has a name of its own. */
  mentions(word: string): boolean {
    const known = this.mentioned.get(word);
    if (known !== undefined) return known;
    const isThere = this.text.includes(word);
    this.mentioned.set(word, isThere);
    return isThere;
  }

  /** Which of some names statements read before they set them. */
  undeclaredIn(statements: readonly nodes.Node[], names: readonly string[]): ReadonlySet<string> {
    const mentioned = names.filter((name) => this.mentions(name));
    return mentioned.length === 0 ? NONE : undeclaredOf(statements, mentioned);
  }

  /** Goes one expression deeper, `leave` comes back; a chain of operators is as deep as it is long. */
  enter(node: nodes.Node): void {
    this.depth += 1;
    if (this.depth > DEEPEST_TREE)
      throw new TemplateError(
        l10n.t('this expression is nested too deeply'),
        this.file,
        positionOf(node),
        'syntax',
      );
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Compiles what stands in a loop, macros and blocks in it too. */
  inLoop<Result>(compile: () => Result): Result {
    this.loops += 1;
    const result = compile();
    this.loops -= 1;
    return result;
  }

  /** Refuses that a name be set that belongs to the loop around. */
  checkTarget(names: readonly nodes.Symbol[]): void {
    if (this.loops === 0) return;
    for (const name of names)
      if (name.value === 'loop')
        this.fail(l10n.t("the name 'loop' belongs to the loop and cannot be set"), name);
  }

  /** The reference that was noted last, if it is this expression, may have no value: the template asks for that. */
  markOptional(node: nodes.Node): void {
    const last = this.references.at(-1);
    if (last?.position.line !== node.lineno || last.position.column !== node.colno) return;
    this.references.splice(-1, 1, { ...last, optional: true });
  }

  markAssigned(variable: Variable): void {
    if (this.assigned.has(variable)) return;
    this.assigned.add(variable);
    this.assignedInOrder.push(variable);
  }

  isAssigned(variable: Variable): boolean {
    return this.assigned.has(variable);
  }

  /** How many variables are set up to here, for `forgetBehind`. */
  get assignedCount(): number {
    return this.assignedInOrder.length;
  }

  /** What was set since there were so many holds in its own scope only. Gives what is forgotten. */
  forgetBehind(count: number): Variable[] {
    const forgotten = this.assignedInOrder.splice(count);
    for (const variable of forgotten) this.assigned.delete(variable);
    return forgotten;
  }

  /** Goes through branches of which one runs: what one sets is not set in the others, but is behind them. */
  inBranches(branches: readonly (() => void)[]): void {
    const before = this.assignedCount;
    const set = branches.flatMap((branch) => {
      branch();
      return this.forgetBehind(before);
    });
    for (const variable of set) this.markAssigned(variable);
  }
}

const NONE: ReadonlySet<string> = new Set();

/** How deep a tree may be. */
const DEEPEST_TREE = 400;

export function positionOf(node: nodes.Node): SourcePosition {
  return { line: node.lineno, column: node.colno };
}
