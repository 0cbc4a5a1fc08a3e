import { describe, expect, it } from 'vitest';
import {
  commands,
  containers,
  manifest,
  settings,
  strings,
  stringsIn,
  views,
  walkthroughs,
  welcomes,
} from './manifest';

const used = stringsIn(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);

/** What users read. */
const shown = [
  manifest.displayName,
  manifest.description,
  manifest.capabilities.untrustedWorkspaces.description,
  manifest.capabilities.virtualWorkspaces.description,
  manifest.contributes.configuration.title,
  ...commands.flatMap(({ title, category }) => [title, category]),
  ...containers.map(({ title }) => title),
  ...views.flatMap(({ name, contextualTitle }) => [name, contextualTitle]),
  ...welcomes.map(({ contents }) => contents),
  ...walkthroughs.flatMap(({ title, description, steps }) => [
    ...[title, description],
    ...steps.flatMap((step) => [step.title, step.description, step.media.altText]),
  ]),
  ...Object.values(settings).flatMap((setting) => descriptionsOf(setting)),
];

function descriptionsOf(setting: object): string[] {
  return Object.entries(setting).flatMap(([key, value]) => (/description/i.test(key) ? [String(value)] : []));
}

describe('strings of the manifest', () => {
  it('can be translated, wherever users read them', () => {
    expect(shown.filter((text) => !/^%[\w.]+%$/.test(text))).toEqual([]);
    expect(shown.length).toBeGreaterThan(commands.length * 2);
  });

  it('all have an English text', () => {
    expect(used.filter((key) => (strings[key] ?? '').trim() === '')).toEqual([]);
  });

  it('have no text left over', () => {
    expect(Object.keys(strings).filter((key) => !used.includes(key))).toEqual([]);
  });

  it('name each command differently', () => {
    const titles = commands.map(({ title }) => strings[title.slice(1, -1)]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('describe each setting', () => {
    const counts = Object.values(settings).map((setting) => descriptionsOf(setting).length);
    expect(new Set(counts)).toEqual(new Set([1]));
  });
});
