/**
 * Words for Node with which the heap of a process that waits all day stays near what the process holds. Without them V8
 * lets garbage grow to 160 MiB before it looks at it for the first time, and to four times what is alive after that.
 * All are V8's, so that an editor's own Node understands them. Who needs more for a while gets it, up to the last word.
 */
export const SMALL_HEAP: readonly string[] = [
  '--initial-old-space-size=32',
  '--max-semi-space-size=2',
  '--max-old-space-size=768',
];
