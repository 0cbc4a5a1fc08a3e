import type { Run } from '../runtime/run';
import type { Value } from '../values/kinds';
import {
  MAPPING_TAG,
  SEQUENCE_TAG,
  type MappingNode,
  type ScalarNode,
  type SequenceNode,
  type YamlNode,
} from './node';
import { Output } from './output';
import { plainTypeOf } from './plain-scalar';
import { represent, type RepresentOptions } from './represent';
import { analyseScalar, type ScalarAnalysis } from './scalar-analysis';
import { writeDoubleQuoted, writePlain, writeSingleQuoted } from './scalar-styles';

/** The settings of PyYAML's `dump` that are served. */
export interface YamlOptions extends RepresentOptions {
  /** Columns for each level; outside of 2 to 9 it is 2. */
  readonly indent: number;
  readonly width: number;
  readonly explicitStart: boolean;
  readonly explicitEnd: boolean;
}

/** The settings of `yaml.dump` where nothing is said. */
export const YAML_DEFAULTS: YamlOptions = {
  defaultFlowStyle: false,
  sortKeys: true,
  indent: 2,
  width: 80,
  explicitStart: false,
  explicitEnd: false,
};

const DEFAULT_WIDTH = 80;
/** A key longer than this gets a question mark. */
const LONGEST_SIMPLE_KEY = 128;
const TAG_MARK = '!!';
/** So much text is paid for at once. */
const PIECE = 4096;

/** Where a node stands. */
type Context = 'root' | 'item' | 'value' | 'key' | 'simpleKey';

/** The text that PyYAML's `dump(value, allow_unicode=True, …)` writes. */
export function writeYaml(value: Value, options: YamlOptions, run: Run): string {
  return new Writer(represent(value, options, run), options, run).write();
}

class Writer {
  private readonly output = new Output();
  /** The nodes that are met more than once, with their anchors once these are written. */
  private readonly anchors = new Map<YamlNode, string>();
  private readonly written = new Set<YamlNode>();
  private paid = 0;
  private readonly step: number;
  private readonly width: number;

  constructor(
    private readonly root: YamlNode,
    private readonly options: YamlOptions,
    private readonly run: Run,
  ) {
    const { indent, width } = options;
    this.step = indent > 1 && indent < 10 ? indent : 2;
    this.width = width > this.step * 2 ? width : DEFAULT_WIDTH;
    this.findAnchors(root, new Set());
  }

  write(): string {
    const { output } = this;
    if (this.options.explicitStart) output.mark('---', true);
    this.node(this.root, 'root');
    output.toIndent();
    if (this.options.explicitEnd) {
      output.mark('...', true);
      output.toIndent();
    }
    if (output.isOpenEnded) {
      output.mark('...', true);
      output.toIndent();
    }
    this.pay(0);
    return output.text;
  }

  /** Pays for the text since it was last paid for, if it has grown by so much. */
  private pay(least: number): void {
    const { length } = this.output.text;
    if (length - this.paid < least) return;
    this.run.limitLength(length);
    this.run.allow(length - this.paid);
    this.paid = length;
  }

  /** Numbers the nodes in the order in which they are met again. */
  private findAnchors(node: YamlNode, met: Set<YamlNode>): void {
    if (met.has(node)) {
      if (!this.anchors.has(node))
        this.anchors.set(node, `id${String(this.anchors.size + 1).padStart(3, '0')}`);
      return;
    }
    met.add(node);
    if (node.type === 'sequence') for (const item of node.items) this.findAnchors(item, met);
    if (node.type !== 'mapping') return;
    for (const [key, value] of node.entries) {
      this.findAnchors(key, met);
      this.findAnchors(value, met);
    }
  }

  private node(node: YamlNode, context: Context): void {
    const { output } = this;
    const anchor = this.anchors.get(node);
    if (anchor !== undefined && this.written.has(node)) {
      output.mark(`*${anchor}`, true);
      return;
    }
    if (anchor !== undefined) {
      this.written.add(node);
      output.mark(`&${anchor}`, true);
    }
    if (node.type === 'scalar') this.scalar(node, context);
    else this.collection(node, context);
    this.pay(PIECE);
  }

  private scalar({ tag, text }: ScalarNode, context: Context): void {
    const { output } = this;
    const analysis = analyseScalar(text);
    const style = this.styleOf(tag, text, analysis, context);
    const isKnown = style === 'plain' ? plainTypeOf(text) === tag : tag === 'str';
    if (!isKnown) output.mark(TAG_MARK + tag, true);
    this.indented(true, false, () => {
      const folding = { width: this.width, isAllowed: context !== 'simpleKey' };
      if (style === 'plain') {
        writePlain(text, output, folding);
        if (context === 'root') output.isOpenEnded = true;
      } else if (style === 'single') writeSingleQuoted(text, output, folding);
      else writeDoubleQuoted(text, output, folding);
    });
  }

  private styleOf(
    tag: string,
    text: string,
    analysis: ScalarAnalysis,
    context: Context,
  ): 'plain' | 'single' | 'double' {
    const isKey = context === 'simpleKey';
    const isPlain = this.output.flowLevel > 0 ? analysis.plainInFlow : analysis.plainInBlock;
    const isAwkwardKey = isKey && (analysis.isEmpty || analysis.isMultiline);
    if (isPlain && !isAwkwardKey && plainTypeOf(text) === tag) return 'plain';
    return analysis.singleQuoted && !(isKey && analysis.isMultiline) ? 'single' : 'double';
  }

  /** Writes something one level deeper. */
  private indented(isFlow: boolean, keepsColumn: boolean, write: () => void): void {
    const { output } = this;
    const outer = output.indent;
    if (outer === undefined) output.indent = isFlow ? this.step : 0;
    else if (!keepsColumn) output.indent = outer + this.step;
    write();
    output.indent = outer;
  }

  private collection(node: SequenceNode | MappingNode, context: Context): void {
    const { output } = this;
    const usual = node.type === 'sequence' ? SEQUENCE_TAG : MAPPING_TAG;
    if (node.tag !== usual) output.mark(TAG_MARK + node.tag, true);
    const isEmpty = (node.type === 'sequence' ? node.items : node.entries).length === 0;
    if (output.flowLevel > 0 || node.isFlow || isEmpty) this.inBrackets(node);
    else if (node.type === 'mapping')
      this.indented(false, false, () => {
        this.blockMapping(node);
      });
    else {
      // The items of a list stand in the column of the key that it belongs to.
      const isBelowKey = context !== 'root' && context !== 'item' && !output.beginsLine;
      this.indented(false, isBelowKey, () => {
        for (const item of node.items) {
          output.toIndent();
          output.mark('-', true, { keepsIndenting: true });
          this.node(item, 'item');
        }
      });
    }
  }

  private blockMapping(node: MappingNode): void {
    const { output } = this;
    for (const [key, value] of node.entries) {
      output.toIndent();
      if (this.isSimpleKey(key)) {
        this.node(key, 'simpleKey');
        output.mark(':', false);
      } else {
        output.mark('?', true, { keepsIndenting: true });
        this.node(key, 'key');
        output.toIndent();
        output.mark(':', true, { keepsIndenting: true });
      }
      this.node(value, 'value');
    }
  }

  private inBrackets(node: SequenceNode | MappingNode): void {
    const { output } = this;
    const [opening, closing] = node.type === 'sequence' ? ['[', ']'] : ['{', '}'];
    output.mark(opening, true, { isBlank: true });
    output.flowLevel += 1;
    this.indented(true, false, () => {
      const members = node.type === 'sequence' ? node.items : node.entries;
      members.forEach((member, index) => {
        if (index > 0) output.mark(',', false);
        if (output.column > this.width) output.toIndent();
        if ('type' in member) this.node(member, 'item');
        else this.flowEntry(...member);
      });
    });
    output.flowLevel -= 1;
    output.mark(closing, false);
  }

  private flowEntry(key: YamlNode, value: YamlNode): void {
    const { output } = this;
    if (this.isSimpleKey(key)) {
      this.node(key, 'simpleKey');
      output.mark(':', false);
    } else {
      output.mark('?', true);
      this.node(key, 'key');
      if (output.column > this.width) output.toIndent();
      output.mark(':', true);
    }
    this.node(value, 'value');
  }

  /** Whether a key can stand before its colon in one line. */
  private isSimpleKey(key: YamlNode): boolean {
    const anchor = this.anchors.get(key) ?? '';
    if (anchor !== '' && this.written.has(key)) return anchor.length < LONGEST_SIMPLE_KEY;
    const length = anchor.length + TAG_MARK.length + key.tag.length;
    if (key.type === 'scalar') {
      const analysis = analyseScalar(key.text);
      return !analysis.isEmpty && !analysis.isMultiline && length + analysis.length < LONGEST_SIMPLE_KEY;
    }
    const isEmpty = (key.type === 'sequence' ? key.items : key.entries).length === 0;
    return isEmpty && length < LONGEST_SIMPLE_KEY;
  }
}
