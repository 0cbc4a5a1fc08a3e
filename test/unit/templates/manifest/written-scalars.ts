import * as fc from 'fast-check';
import { Document, Scalar } from 'yaml';
import { valueOf, type ScalarNode } from '../../../../core/templates/manifest/nodes';
import { parseManifest } from '../../../../core/templates/manifest/parse';
import { ManifestReport } from '../../../../core/templates/manifest/report';

/** The value of `a` in a manifest, or below its key `q`; undefined where it is no good manifest. */
export function scalarIn(source: string): ScalarNode | undefined {
  const report = new ManifestReport('/template/copier.yml');
  const root = parseManifest(source, report);
  if (root === undefined || report.problems.length > 0) return undefined;
  const question = valueOf(root, 'q');
  const node = valueOf(question?.kind === 'mapping' ? question : root, 'a');
  return node?.kind === 'scalar' && !isUnclosed(node) ? node : undefined;
}

/** Whether a scalar's last quote is an escaped one: where indentation ends the scalar, the YAML reader overlooks that. */
function isUnclosed({ raw }: ScalarNode): boolean {
  return raw.startsWith('"') && !/^"(?:[^\\"]|\\[^])*"$/.test(raw);
}

const STYLES = [
  Scalar.PLAIN,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
  Scalar.BLOCK_LITERAL,
  Scalar.BLOCK_FOLDED,
] as const;

const WORDS = fc.constantFrom(
  ...['name', '{{ name }}', "{% if a == 'b' %}", '"', "'", '\\', '#', ':', '-', 'é', '🦠', '𝒳'],
  ...[' ', '  ', '\t', '\n', '\n\n', '\n   ', '\r', '\x07', '\x85', '\u2028'],
);

/** Texts in every style, as a writer of YAML puts them into a manifest. */
export const dumpedScalars: fc.Arbitrary<string> = fc
  .record({
    text: fc.array(WORDS, { maxLength: 25 }).map((words) => words.join('')),
    style: fc.constantFrom(...STYLES),
    isNested: fc.boolean(),
    indent: fc.integer({ min: 1, max: 5 }),
    lineWidth: fc.constantFrom(0, 20, 40),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ text, style, isNested, indent, lineWidth, lineEnd }) => {
    const scalar = new Scalar(text);
    scalar.type = style;
    const document = new Document(isNested ? { q: { b: 1, a: scalar, c: 2 } } : { a: scalar });
    const options = { indent, lineWidth, minContentWidth: 0, doubleQuotedMinMultiLineLength: 10 };
    return document.toString(options).replaceAll('\n', lineEnd);
  });

const WRITTEN = fc.constantFrom(
  ...[
    'x',
    '{{ name }}',
    '🦠',
    'é',
    ' ',
    '  ',
    '\t',
    '\r',
    "''",
    '#',
    '\\n',
    '\\x41',
    '\\U0001F600',
    '\\ud83d',
  ],
  ...['\\"', '\\ ', '\\\t', '\\\n  ', '\\\r\n', '\n', '\n  ', '\n   ', '\n    ', '\n  \t', '\r\n', '\r\n   '],
);

const OPENINGS = [
  '',
  '"',
  "'",
  '|\n',
  '>\n',
  '|\r\n',
  '|+\n',
  '>+\n',
  '|-\n',
  '>-\n',
  '|2\n',
  '>1+ # x\n',
  '>-3\n',
];

/** Manifests with a scalar as nobody writes it; many of them are no YAML. */
export const oddScalars: fc.Arbitrary<string> = fc
  .record({
    opening: fc.constantFrom(...OPENINGS),
    body: fc.array(WRITTEN, { maxLength: 14 }).map((parts) => parts.join('')),
    before: fc.constantFrom('a: ', 'a: &anchor !!str ', 'q:\n a: ', '\uFEFFa: '),
    first: fc.constantFrom('', '   ', '     '),
    after: fc.constantFrom('', '\n', '\nb: 1\n', '\n\n\n'),
  })
  .map(({ opening, body, before, first, after }) => {
    const isQuoted = opening.length === 1;
    return before + opening + (isQuoted ? '' : first) + body + (isQuoted ? opening : '') + after;
  });
