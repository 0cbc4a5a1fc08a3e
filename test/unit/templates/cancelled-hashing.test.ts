import { expect, it, vi } from 'vitest';
import { loadTemplate } from '../../../core/templates/manifest';
import { renderTree } from '../../../core/templates/render-tree';
import { templateFolder } from './template-folder';

it('a rendering that is cancelled while a large file is hashed stops in the middle of it, and says so', async () => {
  const template = await loadTemplate(templateFolder('', { file: Buffer.alloc(8 * 1024 * 1024) }), 'path');
  const controller = new AbortController();
  let chunks = 0;
  vi.spyOn(controller.signal, 'throwIfAborted').mockImplementation(() => {
    chunks += 1;
    if (chunks === 3) controller.abort(new Error('enough'));
    if (controller.signal.aborted) throw controller.signal.reason;
  });
  const rendering = renderTree(template, new Map(), new Set(), { signal: controller.signal });
  await expect(rendering).rejects.toMatchObject({ name: 'ExlabError', code: 'cancelled' });
  expect(chunks).toBeLessThan(8);
});
