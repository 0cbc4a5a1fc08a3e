import { mkdirSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBelow, unsavedTexts } from '../../../../extension/preview/unsaved-texts';
import { freshFolder, templateFolder } from '../../templates/template-folder';

describe('what is not saved of a template', () => {
  it('is what lies in its folder, and nothing beside it', async () => {
    const root = templateFolder('', { 'a.txt': '' });
    const inside = path.join(root, 'a.txt');
    const texts = await unsavedTexts(root, [
      { file: inside, text: 'inside' },
      { file: `${root}-beside${path.sep}a.txt`, text: 'beside' },
      { file: path.join(path.dirname(root), 'b.txt'), text: 'above' },
    ]);
    expect(Object.fromEntries(texts)).toEqual({ [inside]: 'inside' });
  });

  it('counts by every path that a file has where a link leads to the template', async () => {
    const root = templateFolder('', { 'a.txt': '' });
    const link = path.join(freshFolder(), 'link');
    symlinkSync(root, link);
    const opened = await unsavedTexts(link, [{ file: path.join(root, 'a.txt'), text: 'x' }]);
    expect([...opened.keys()].sort()).toEqual([path.join(root, 'a.txt'), path.join(link, 'a.txt')].sort());
    const linked = await unsavedTexts(root, [{ file: path.join(link, 'a.txt'), text: 'x' }]);
    expect(linked.get(path.join(root, 'a.txt'))).toBe('x');
  });

  it('may be of a file that is gone', async () => {
    const root = templateFolder('');
    const file = path.join(root, 'gone.txt');
    expect((await unsavedTexts(root, [{ file, text: 'x' }])).get(file)).toBe('x');
  });

  it('tells names that begin alike apart', () => {
    const folder = freshFolder();
    mkdirSync(path.join(folder, '..a'));
    expect(isBelow(folder, path.join(folder, '..a', 'b'))).toBe(true);
    expect(isBelow(folder, `${folder}b`)).toBe(false);
    expect(isBelow(folder, folder)).toBe(false);
  });
});
