import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CREATION_RECORD, EQUIPMENT_RECORD, RECORDS_FOLDER } from '../../../core/layout';
import { CONTENTS, manifestOfPackage, problemsOf } from '../../../scripts/package-contents.mjs';
import { containers, manifest, settings, views, walkthroughs } from './manifest';

const root = path.join(import.meta.dirname, '../../..');

function read(file: string): Buffer {
  return readFileSync(path.join(root, file));
}

describe('the manifest', () => {
  it('asks for the editor whose interface we are checked against', () => {
    const installed: unknown = JSON.parse(read('node_modules/@types/vscode/package.json').toString());
    const version = manifest.devDependencies['@types/vscode'];
    expect(installed).toMatchObject({ version });
    expect(manifest.engines.vscode).toBe(`^${version}`);
  });

  it('runs where the data are', () => {
    expect(manifest.extensionKind).toEqual(['workspace']);
  });

  it('is active early only in a folder that is ours, without searching through it, and for its links and pages', () => {
    expect(manifest.activationEvents).toEqual([
      `workspaceContains:${RECORDS_FOLDER}/${CREATION_RECORD}`,
      `workspaceContains:${RECORDS_FOLDER}/${EQUIPMENT_RECORD}`,
      'workspaceContains:copier.yml',
      'workspaceContains:copier.yaml',
      'onUri',
      'onWebviewPanel:exlab.wizard',
    ]);
  });

  it('lets no folder decide about a setting', () => {
    expect(new Set(Object.values(settings).map(({ scope }) => scope))).toEqual(new Set(['machine']));
    expect(manifest.capabilities.untrustedWorkspaces).toMatchObject({
      supported: 'limited',
      restrictedConfigurations: Object.keys(settings),
    });
  });
});

describe('icons', () => {
  it('has one for the gallery, 128 pixels wide and high', () => {
    const picture = read(manifest.icon);
    expect(picture.toString('latin1', 1, 4)).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([128, 128]);
  });

  it.each([...containers, ...views])('has one of a single colour for $id', ({ icon }) => {
    const colours = read(icon)
      .toString()
      .matchAll(/(?:fill|stroke)="([^"]+)"/g);
    expect([...new Set([...colours].map(([, colour]) => colour))].sort()).toEqual(['currentColor', 'none']);
  });
});

describe('the pictures of the walkthrough', () => {
  const pictures = walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));

  it.each(pictures)('%s has no colour but those of the theme, and nothing that runs or loads', (file) => {
    const picture = read(file).toString();
    const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    expect(colours.filter((colour) => !/^(?:none|var\(--vscode-[\w-]+\))$/.test(colour ?? ''))).toEqual([]);
    expect(colours.length).toBeGreaterThan(1);
    expect(picture).not.toMatch(/<script|<style|<image|href|\son\w+=|\sstyle=/);
  });

  it('are one for each step', () => {
    expect(new Set(pictures).size).toBe(walkthroughs.flatMap(({ steps }) => steps).length);
  });
});

describe('the package', () => {
  const good = [
    'extension.vsixmanifest',
    '[Content_Types].xml',
    ...['package.json', 'package.nls.json', 'readme.md', 'changelog.md'].map((file) => `extension/${file}`),
    ...['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt', 'dist/extension.js'].map((file) => `extension/${file}`),
    ...['template-child.cjs', 'template-child/answer.cjs', 'audit-thread.cjs', 'language-server.cjs'].map(
      (file) => `extension/dist/${file}`,
    ),
    ...['codicon.css', 'codicon.ttf', 'wizard.css', 'wizard.js'].map(
      (file) => `extension/dist/webview/${file}`,
    ),
    ...[
      'docs/rules/README.md',
      'docs/template-language.md',
      'l10n/bundle.l10n.json',
      'resources/icon.png',
    ].map((file) => `extension/${file}`),
    ...['resources/activity-bar.svg', 'templates/generic-project/copier.yml'].map(
      (file) => `extension/${file}`,
    ),
  ];

  it('is good with what the extension needs', () => {
    expect(problemsOf(good, 999_999)).toEqual([]);
  });

  it.each([
    'dist/extension/engine-BFMBZWEX.js',
    'l10n/bundle.l10n.de.json',
    'docs/rules/orphan.md',
    'templates/generic-project/template/people.csv.jinja',
    'resources/walkthrough/project.svg',
  ])('may hold %s', (file) => {
    expect(problemsOf([...good, `extension/${file}`], 1)).toEqual([]);
  });

  it.each([
    'extension/main.ts',
    'core/engine.ts',
    'test/unit/engine.test.ts',
    'dist/extension.js.map',
    'dist/extension/engine-BFMBZWEX.js.map',
    'dist/cli.js',
    'dist/metafile.json',
    'dist/webview/wizard.js.map',
    'dist/webview/other.js',
    'webview-ui/wizard/main.ts',
    'node_modules/zod/index.js',
    'scripts/build.mjs',
    '.env',
    'config.yaml',
    'package-lock.json',
  ])('must not hold %s', (file) => {
    expect(problemsOf([...good, `extension/${file}`], 1)).toEqual([
      `extension/${file} does not belong into the package.`,
    ]);
  });

  it.each(good)('is broken without %s', (file) => {
    const others = good.filter((other) => other !== file);
    expect(problemsOf(others, 1)).toEqual([`${file} is missing from the package.`]);
  });

  it('is too large beyond a megabyte', () => {
    expect(problemsOf(good, 1_700_000)).toEqual([]);
    expect(problemsOf(good, 1_700_001)).toEqual(['The package has 1700001 bytes, and may have 1700000.']);
  });

  it('is made of files that there are, and holds every file that the manifest names', () => {
    const sources = CONTENTS.map(({ from }) => from).filter((from) => !from.startsWith('dist/'));
    expect(sources.filter((from) => !existsSync(path.join(root, from)))).toEqual([]);
    const icons = [...containers, ...views, ...walkthroughs].map(({ icon }) => icon);
    const pictures = walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));
    const named = [manifest.main, manifest.l10n, manifest.icon, ...icons, ...pictures];
    const holds = (file: string) => CONTENTS.some(({ to }) => file === to || file.startsWith(`${to}/`));
    expect(named.map((file) => file.replace('./', '')).filter((file) => !holds(file))).toEqual([]);
    expect(pictures.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('has a manifest without what only developers need', () => {
    const packed = Object.keys(manifestOfPackage(manifest));
    expect(packed).toContain('contributes');
    const ours = ['private', 'bin', 'scripts', 'devDependencies', 'overrides'];
    expect(packed.filter((key) => ours.includes(key))).toEqual([]);
  });
});
