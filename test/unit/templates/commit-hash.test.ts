import { describe, expect, it } from 'vitest';
import { commitHash } from '../../../core/templates/commit-hash';
import { freshFolder, writeTree, type Entry } from './template-folder';

const HASH = '0123456789abcdef0123456789abcdef01234567';

function hashOf(entries: Record<string, Entry>): Promise<string | undefined> {
  return commitHash(writeTree(freshFolder(), entries));
}

describe('the commit of a template', () => {
  it('is that of the branch it is on', async () => {
    expect(await hashOf({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${HASH}\n` })).toBe(
      HASH,
    );
    expect(
      await hashOf({
        '.git/HEAD': 'ref: refs/heads/a/b',
        '.git/packed-refs': `# pack-refs\n${'f'.repeat(40)} refs/heads/b\n${HASH} refs/heads/a/b\n`,
      }),
    ).toBe(HASH);
  });

  it('is what is checked out', async () => {
    expect(await hashOf({ '.git/HEAD': `${HASH}\n` })).toBe(HASH);
  });

  it.each<[string, Record<string, Entry>]>([
    ['no repository', {}],
    ['no commit yet', { '.git/HEAD': 'ref: refs/heads/main' }],
    ['a reference that is no name', { '.git/HEAD': 'ref: refs/../../secret', secret: HASH }],
    ['a reference that leads to no hash', { '.git/HEAD': 'ref: refs/x', '.git/refs/x': 'hello' }],
    ['a repository elsewhere', { '.git': 'gitdir: /somewhere' }],
  ])('is unknown: %s', async (_, entries) => {
    expect(await hashOf(entries)).toBeUndefined();
  });
});
