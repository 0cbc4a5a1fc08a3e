/** The two modules of nunjucks that serve: the classes of the syntax tree and the skeleton of the parser. */

declare module 'nunjucks/src/nodes' {
  namespace nodes {
    class Node {
      constructor(lineno: number, colno: number, ...fields: unknown[]);
      readonly lineno: number;
      readonly colno: number;
      get typename(): string;
      get fields(): readonly string[];
    }
    class Literal extends Node {
      constructor(lineno: number, colno: number, value: null | boolean | bigint | number | string);
      get typename(): 'Literal';
      readonly value: null | boolean | bigint | number | string;
    }
    class Symbol extends Node {
      constructor(lineno: number, colno: number, value: string);
      get typename(): 'Symbol';
      readonly value: string;
    }
    class TemplateData extends Node {
      constructor(lineno: number, colno: number, value: string);
      get typename(): 'TemplateData';
      readonly value: string;
    }
    class NodeList extends Node {
      constructor(lineno: number, colno: number, children?: readonly Node[]);
      get typename(): string;
      readonly children: readonly Node[];
    }
    class Root extends NodeList {
      get typename(): 'Root';
    }
    class Output extends NodeList {
      get typename(): 'Output';
    }
    /** A tuple. */
    class Group extends NodeList {
      get typename(): 'Group';
    }
    class Array extends NodeList {
      get typename(): 'Array';
    }
    class Dict extends NodeList {
      get typename(): 'Dict';
    }
    class KeywordArgs extends NodeList {
      get typename(): 'KeywordArgs';
    }
    class Pair extends Node {
      constructor(lineno: number, colno: number, key: Node, value: Node);
      get typename(): 'Pair';
      readonly key: Node;
      readonly value: Node;
    }
    class LookupVal extends Node {
      constructor(lineno: number, colno: number, target: Node, val: Node);
      get typename(): 'LookupVal';
      readonly target: Node;
      readonly val: Node;
    }
    class If extends Node {
      constructor(lineno: number, colno: number, cond: Node, body: NodeList, else_: NodeList | If | null);
      get typename(): 'If';
      readonly cond: Node;
      readonly body: NodeList;
      readonly else_: NodeList | If | null;
    }
    class InlineIf extends Node {
      constructor(lineno: number, colno: number, cond: Node, body: Node, else_: Node | null);
      get typename(): 'InlineIf';
      readonly cond: Node;
      readonly body: Node;
      readonly else_: Node | null;
    }
    class For extends Node {
      constructor(
        lineno: number,
        colno: number,
        arr: Node,
        name: Node,
        body: NodeList,
        else_: NodeList | null,
        ...more: unknown[]
      );
      get typename(): 'For';
      readonly arr: Node;
      readonly name: Node;
      readonly body: NodeList;
      readonly else_: NodeList | null;
    }
    class Set extends Node {
      constructor(lineno: number, colno: number, targets: readonly Node[], value: Node);
      get typename(): 'Set';
      readonly targets: readonly Node[];
      readonly value: Node;
    }
    class Capture extends Node {
      constructor(lineno: number, colno: number, body: NodeList);
      get typename(): 'Capture';
      readonly body: NodeList;
    }
    class FunCall extends Node {
      constructor(lineno: number, colno: number, name: Node, args: NodeList);
      get typename(): 'FunCall';
      readonly name: Node;
      readonly args: NodeList;
    }
    /** The first argument is what stands before the bar. */
    class Filter extends Node {
      constructor(lineno: number, colno: number, name: Symbol, args: NodeList);
      get typename(): 'Filter';
      readonly name: Symbol;
      readonly args: NodeList;
    }
    class BinOp extends Node {
      constructor(lineno: number, colno: number, left: Node, right: Node);
      readonly left: Node;
      readonly right: Node;
    }
    /** A test: `right` is its name, or a call of it. */
    class Is extends BinOp {
      get typename(): 'Is';
    }
    class Or extends BinOp {
      get typename(): 'Or';
    }
    class And extends BinOp {
      get typename(): 'And';
    }
    class Add extends BinOp {
      get typename(): 'Add';
    }
    class Sub extends BinOp {
      get typename(): 'Sub';
    }
    class Mul extends BinOp {
      get typename(): 'Mul';
    }
    class Div extends BinOp {
      get typename(): 'Div';
    }
    class FloorDiv extends BinOp {
      get typename(): 'FloorDiv';
    }
    class Mod extends BinOp {
      get typename(): 'Mod';
    }
    class Pow extends BinOp {
      get typename(): 'Pow';
    }
    class Concat extends BinOp {
      get typename(): 'Concat';
    }
    class Not extends Node {
      constructor(lineno: number, colno: number, target: Node);
      get typename(): 'Not';
      readonly target: Node;
    }
    class Neg extends Node {
      constructor(lineno: number, colno: number, target: Node);
      get typename(): 'Neg';
      readonly target: Node;
    }
    class Pos extends Node {
      constructor(lineno: number, colno: number, target: Node);
      get typename(): 'Pos';
      readonly target: Node;
    }
    class CompareOperand extends Node {
      constructor(lineno: number, colno: number, expr: Node, type: string);
      get typename(): 'CompareOperand';
      readonly expr: Node;
      readonly type: string;
    }
    class Compare extends Node {
      constructor(lineno: number, colno: number, expr: Node, ops: readonly CompareOperand[]);
      get typename(): 'Compare';
      readonly expr: Node;
      readonly ops: readonly CompareOperand[];
    }
  }
  export default nodes;
}

declare module 'nunjucks/src/parser' {
  import type nodes from 'nunjucks/src/nodes';

  export interface ParserToken {
    readonly type: string;
    readonly value: unknown;
    readonly lineno: number;
    readonly colno: number;
  }
  export class Parser<Token extends ParserToken> {
    constructor(tokens: { nextToken(): Token });
    protected breakOnBlocks: readonly string[] | null;
    protected nextToken(): Token;
    protected peekToken(): Token;
    protected pushToken(token: Token): void;
    /** Takes the next token where it has this type and value. */
    protected skipValue(type: string, value: string): boolean;
    protected skipSymbol(name: string): boolean;
    /** Parses up to, not over, the name of one of these tags. */
    protected parseUntilBlocks(...names: string[]): nodes.NodeList;
    protected parseNodes(): nodes.Node[];
    parseAsRoot(): nodes.Root;
  }
  const parser: { Parser: typeof Parser };
  export default parser;
}
