import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { templateAround } from '../../../core/templates';
import { freshFolder, templateFolder } from './template-folder';

describe('the template around a file', () => {
  it.each(['copier.yml', 'template/deep/a.txt.jinja', 'template', '', 'template/not-there-yet.txt'])(
    'is found from %j',
    async (place) => {
      const root = templateFolder('', { 'template/deep/a.txt.jinja': 'x' });
      await expect(templateAround(path.join(root, place))).resolves.toBe(root);
    },
  );

  it('is none where no folder above holds a manifest', async () => {
    await expect(templateAround(path.join(freshFolder(), 'a.txt'))).resolves.toBeUndefined();
  });
});
