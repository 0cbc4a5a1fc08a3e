import type { MappingNode, ScalarNode } from '../manifest/nodes';

/** The top-level key of a manifest whose value holds this scalar. */
export function ownerOf(root: MappingNode, node: ScalarNode): string | undefined {
  const { line } = node.range.start;
  const owner = root.entries.find(
    ({ key, value }) => key.range.start.line <= line && line <= value.range.end.line,
  );
  return owner?.key.text;
}
