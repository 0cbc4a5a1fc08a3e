import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../core/templates/manifest';
import type { PlannedFile } from '../../../core/templates/planned-file';
import { renderTree } from '../../../core/templates/render-tree';
import { SourceMemory } from '../../../core/templates/source-memory';
import { freshFolder, templateFolder } from './template-folder';

/** A clock by which whatever was written in a test has lain unchanged for long. */
const LATER = (): number => Date.now() + 60_000;

const TEMPLATE = { root: '/templates/one', digest: 'a' };

interface Reading {
  readonly memory: SourceMemory;
  /** The texts that a rendering sees, and how many of them were read for it. */
  readonly render: (
    sources: readonly string[],
    template?: typeof TEMPLATE,
  ) => Promise<{ texts: string[]; reads: number }>;
}

function reading(now: () => number): Reading {
  const memory = new SourceMemory(now);
  return {
    memory,
    async render(sources, template = TEMPLATE) {
      let reads = 0;
      const texts: string[] = [];
      memory.begin(template);
      for (const source of sources) {
        const { text } = await memory.texts.content(source, async () => {
          reads += 1;
          return { text: await readFile(source, 'utf8'), mode: 0o644 };
        });
        texts.push(text ?? '');
      }
      memory.end();
      return { texts, reads };
    },
  };
}

function file(name: string, text: string, folder = freshFolder()): string {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
}

describe('what is remembered of sources', () => {
  it('is taken for a file that is the same still', async () => {
    const source = file('a.txt', 'one');
    const { render } = reading(LATER);
    expect(await render([source])).toEqual({ texts: ['one'], reads: 1 });
    expect(await render([source])).toEqual({ texts: ['one'], reads: 0 });
  });

  it('is not taken once the file has changed, though it is as long as before', async () => {
    const source = file('a.txt', 'one');
    const { render } = reading(LATER);
    await render([source]);
    writeFileSync(source, 'two');
    expect(await render([source])).toEqual({ texts: ['two'], reads: 1 });
  });

  it('is nothing of a file that changed a moment ago: its times may stay the same with the next change', async () => {
    const source = file('a.txt', 'one');
    const { render } = reading(Date.now);
    await render([source]);
    expect(await render([source])).toEqual({ texts: ['one'], reads: 1 });
  });

  it('is forgotten when a rendering does without it', async () => {
    const [one, other] = [file('a.txt', 'one'), file('b.txt', 'other')];
    const { render } = reading(LATER);
    await render([one, other]);
    await render([one]);
    expect((await render([one, other])).reads).toBe(1);
  });

  it('stays where a rendering does not come to its end', async () => {
    const source = file('a.txt', 'one');
    const { memory, render } = reading(LATER);
    await render([source]);
    memory.begin(TEMPLATE);
    expect((await render([source])).reads).toBe(0);
  });

  it('is of one template only, as its manifest was', async () => {
    const source = file('a.txt', 'one');
    const { render } = reading(LATER);
    await render([source]);
    expect((await render([source], { ...TEMPLATE, digest: 'b' })).reads).toBe(1);
    expect((await render([source], { root: '/templates/two', digest: 'b' })).reads).toBe(1);
  });

  it('leaves it to reading to say why a file cannot be had', async () => {
    const source = file('a.txt', 'one');
    const { render } = reading(LATER);
    await render([source]);
    rmSync(source);
    await expect(render([source])).rejects.toThrow('ENOENT');
  });
});

describe('a rendering that remembers', () => {
  it('makes what one that reads everything makes, with every answer and after every change', async () => {
    const root = templateFolder('_templates_suffix: .jinja\n', {
      'a.txt.jinja': '{{ label }} and {% include "part.txt" %}',
      'part.txt': 'a part of {{ label }}',
      'data.txt': 'copied',
      '{{ label }}.txt.jinja': 'named',
    });
    const memory = new SourceMemory(LATER);
    const both = async (label: string): Promise<PlannedFile[][]> => {
      const template = await loadTemplate(root, 'path');
      const context = new Map([['label', label]]);
      const [remembering, reading] = [
        await renderTree(template, context, new Set(), { memory }),
        await renderTree(template, context, new Set()),
      ];
      return [[...remembering.files], [...reading.files]];
    };
    const changes = [
      () => undefined,
      () => {
        writeFileSync(path.join(root, 'a.txt.jinja'), '{{ label }} now');
      },
      () => {
        writeFileSync(path.join(root, 'data.txt'), 'other!');
      },
      () => {
        writeFileSync(path.join(root, 'a.txt.jinja'), '{% include "part.txt" %}');
      },
      () => {
        writeFileSync(path.join(root, 'part.txt'), 'the other part of {{ label }}');
      },
      () => {
        rmSync(path.join(root, 'data.txt'));
      },
    ];
    for (const change of changes) {
      change();
      for (const label of ['first', 'second']) {
        const [remembering, reading] = await both(label);
        expect(remembering).toEqual(reading);
      }
    }
  });

  it('makes of a text with other settings of the language what they say', async () => {
    const root = templateFolder('', { 'a.txt.jinja': '[[ label ]] {{ label }}' });
    const memory = new SourceMemory(LATER);
    const text = async (): Promise<string> => {
      const template = await loadTemplate(root, 'path');
      const { files } = await renderTree(template, new Map([['label', 'x']]), new Set(), { memory });
      const made = files.find(({ path: place }) => place === 'a.txt');
      return made?.kind === 'rendered' ? Buffer.from(made.bytes).toString() : '';
    };
    expect(await text()).toBe('[[ label ]] x');
    const manifest = path.join(root, 'copier.yml');
    const envops = "_envops: {variable_start_string: '[[', variable_end_string: ']]'}\n";
    writeFileSync(manifest, readFileSync(manifest, 'utf8') + envops);
    expect(await text()).toBe('x {{ label }}');
  });
});
