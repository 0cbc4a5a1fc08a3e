import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exlab } from './fake-terminal';
import { makeTemporaryLab, type TemporaryLab } from './temporary-lab';

let lab: TemporaryLab;
beforeEach(async () => {
  lab = await makeTemporaryLab();
});
afterEach(() => lab.dispose());

interface Check {
  readonly id: string;
  readonly status: string;
  readonly message: string;
}

async function doctor(): Promise<{ code: number; checks: readonly Check[] }> {
  const { code, stdout } = await exlab(['doctor', '--json'], lab);
  return { code, checks: (JSON.parse(stdout) as { checks: Check[] }).checks };
}

describe('the doctor', () => {
  it('calls nothing fine where the folder of the data is not there: nothing can be created', async () => {
    expect((await doctor()).code).toBe(0);
    await rm(lab.root, { recursive: true });
    const { code, checks } = await doctor();
    expect(code).toBe(2);
    expect(checks.find(({ id }) => id === 'local_root')).toMatchObject({ status: 'error' });
    // The disk above it is another one.
    expect(checks.map(({ id }) => id)).not.toContain('space');
  });

  it('takes a templates folder that is not there for one that is empty', async () => {
    await rm(path.join(lab.folder, 'templates'), { recursive: true });
    const { code, checks } = await doctor();
    expect(code).toBe(0);
    const templates = checks.find(({ id }) => id === 'templates_dir');
    expect(templates?.message).toContain('only the starter templates');
  });
});

describe('a first configuration', () => {
  async function init(root: string): Promise<string> {
    const file = path.join(lab.folder, `${path.basename(root)}-config`, 'config.yaml');
    const words = ['config', 'init', '--config', file, '--local-root', root, '--equipment', 'SEM_01'];
    const { code, stderr } = await exlab(words, lab);
    expect(code).toBe(0);
    return stderr;
  }

  it('says that the folder of the data is not there yet', async () => {
    const root = path.join(lab.folder, 'fresh');
    expect(await init(root)).toContain(`${root} is not there`);
    expect(await init(lab.root)).toBe('');
  });
});
