import { readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkLab } from '../../../core/layout';
import { waitingAccess, type FileAccess } from '../../../core/system';
import {
  EditedRuns,
  RULES,
  compareFindings,
  type EditedGround,
  type Finding,
  type UnsavedText,
} from '../../../core/validator';
import { EXAMPLES } from '../../../core/validator/rules/all-examples';
import type { RuleExample } from '../../../core/validator/rule-examples';
import {
  auditedLab,
  creationText,
  placesIn,
  readmeFieldsText,
  type AuditedLab,
} from '../../support/audited-lab';
import { liesIn, readMarks, showMarks } from '../../support/range-marks';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { temporaryFolder } from '../../support/temporary-folder';
import { WatchedAccess } from '../../support/watched-access';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const NOW = new Date('2026-11-21T09:00:00Z');

function edited(lab: AuditedLab, unsaved: UnsavedText, more: Partial<EditedGround> = {}): EditedRuns {
  return new EditedRuns({
    config: lab.config,
    roots: [lab.root],
    bundledTemplates: '',
    unsaved,
    clock: { now: () => NOW },
    ...more,
  });
}

/** Files whose contents nobody may read: an editor's text stands for them. */
function unread(closed: ReadonlyMap<string, string>): FileAccess {
  return {
    ...waitingAccess,
    read(file, limitBytes) {
      if (closed.has(file)) throw new Error(`${file} was read`);
      return waitingAccess.read(file, limitBytes);
    },
  };
}

async function textsBelow(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) texts.set(file, await readFile(file, 'utf8'));
  }
  return texts;
}

/** All that is said of the documents and names of a lab, every text of which is open in the editor. */
async function saidOf(lab: AuditedLab): Promise<Finding[]> {
  const texts = await textsBelow(lab.root);
  const runs = edited(lab, (file) => texts.get(file), { files: unread(texts) });
  const findings: Finding[] = [];
  for (const file of texts.keys()) findings.push(...((await runs.findingsIn(file))?.findings ?? []));
  for await (const { kind, path: folder } of walkLab(lab.root)) {
    if (kind !== 'project' && kind !== 'run') continue;
    findings.push(...((await runs.findingsOfNames(path.join(folder, 'README.md')))?.findings ?? []));
  }
  return findings.sort(compareFindings);
}

async function labOf({ folder, files, config }: RuleExample): Promise<AuditedLab> {
  const inLab = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  return auditedLab(inLab, config);
}

/** Names that other systems refuse cannot be made on them. */
describe
  .runIf(process.platform === 'linux')
  .each(RULES.filter(({ code }) => code !== 'unsafe_project_name').map(({ code }) => code))(
  'what an editor and an audit say of %s',
  (code) => {
    const { good, bad } = EXAMPLES.get(code) ?? { good: [], bad: [] };

    it.each([...good, ...bad].map((example) => [example.title, example] as const))(
      'is the same: %s',
      async (_, example) => {
        const lab = await labOf(example);
        const { findings } = await lab.audit();
        expect(await saidOf(lab)).toEqual(findings);
      },
    );
  },
);

describe('a document of a run', () => {
  it('is judged by what stands in the editor, not by what was saved', async () => {
    const lab = await auditedLab({ [`${RUN}/notes.txt`]: 'for <sample_id>' });
    const { text, ranges } = readMarks('one\n  of [[<operator_name>]]\n');
    const runs = edited(lab, (file) => (file === lab.at(RUN, 'notes.txt') ? text : undefined));
    const judged = await runs.findingsIn(lab.at(RUN, 'notes.txt'));
    expect(placesIn(lab.root, judged?.findings ?? [])).toEqual([
      `unresolved_placeholder_token | ${RUN}/notes.txt | <operator_name>`,
    ]);
    expect(judged?.findings.map(({ range }) => range)).toEqual(ranges);
  });

  it('is judged although it was never saved, and by records that were not', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const texts = new Map([
      [lab.at(RUN, 'new.txt'), 'for <sample_id>'],
      [
        lab.at(RUN, '.exlab-wizard', 'creation.json'),
        creationText({ rendered: [{ path: 'new.txt', exempt: [{ token: '<sample_id>', reason: 'raw' }] }] }),
      ],
    ]);
    const runs = edited(lab, (file) => texts.get(file));
    const file = lab.at(RUN, 'new.txt');
    expect((await runs.findingsIn(file))?.findings).toEqual([]);
    texts.set(
      lab.at(RUN, '.exlab-wizard', 'creation.json'),
      creationText({ rendered: [{ path: 'new.txt' }] }),
    );
    expect((await runs.findingsIn(file))?.findings).toHaveLength(1);
    texts.set(lab.at(RUN, '.exlab-wizard', 'creation.json'), creationText({ rendered: [] }));
    expect((await runs.findingsIn(file))?.findings).toEqual([]);
  });

  it('is judged anew with each change of it, and says whether an override is active', async () => {
    const override = {
      id: '9a4f3c1e-0000-4000-8000-000000000001',
      problem_class: 'unresolved_placeholder_token',
      operator: 'ada',
      recorded_at: '2026-11-20T14:00:00Z',
      reason: 'The sheet is meant to say this.',
      revoked: false,
    };
    const lab = await auditedLab({
      [`${RUN}/a.txt`]: '',
      [`${RUN}/.exlab-wizard/creation.json`]: creationText({ validation_overrides: [override] }),
    });
    const file = lab.at(RUN, 'a.txt');
    let text = '';
    const runs = edited(lab, (asked) => (asked === file ? text : undefined));
    const tokens = async (): Promise<unknown> =>
      (await runs.findingsIn(file))?.findings.map((finding) => [
        finding.matched_token,
        finding.override_active,
      ]);
    expect(await tokens()).toEqual([]);
    text = '<one>';
    expect(await tokens()).toEqual([['<one>', true]]);
    text = '{{ x }}';
    expect(await tokens()).toEqual([['{{ x }}', false]]);
    text = '';
    expect(await tokens()).toEqual([]);
    runs.forget(file);
    text = '<two>';
    expect(await tokens()).toEqual([['<two>', true]]);
  });

  it('is judged without a listing of its folder, or a look into any other text', async () => {
    const others = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${RUN}/data/${n}.txt`, '<no>']));
    const lab = await auditedLab({ ...others, [`${RUN}/README.md`]: '---\nlabel: x\n---\n' });
    const listed: string[] = [];
    const files = new WatchedAccess({ list: (folder) => listed.push(folder) });
    const runs = edited(lab, (file) => (file.endsWith('README.md') ? '---\nlabel: [\n---\n' : undefined), {
      files,
    });
    const judged = await runs.findingsIn(lab.at(RUN, 'README.md'));
    expect(judged?.findings.map(({ rule }) => rule)).toEqual(['malformed_yaml_front_matter']);
    expect(listed).toEqual([]);
    expect(files.contents).toEqual([lab.at(RUN, '.exlab-wizard', 'creation.json')]);
  });

  it('is none where a link leads to it, as an audit sees it', async () => {
    const lab = await auditedLab({
      [`${RUN}/a.txt`]: '',
      'CONFOCAL_01/PROJ-0042/README.md': '---\na: b\n---\n',
    });
    const elsewhere = temporaryFolder();
    await writeFile(path.join(elsewhere, 'b.txt'), '<one>');
    await symlink(elsewhere, lab.at(RUN, 'linked'));
    await symlink(lab.at('CONFOCAL_01/PROJ-0042'), lab.at('CONFOCAL_01/PROJ-7'));
    const runs = edited(lab, (file) => (file.endsWith('.txt') ? '<one>' : undefined));
    expect((await runs.findingsIn(lab.at(RUN, 'linked', 'b.txt')))?.findings).toEqual([]);
    const behind = await runs.findingsIn(lab.at('CONFOCAL_01/PROJ-7', path.basename(RUN), 'a.txt'));
    expect(behind).toMatchObject({ findings: [], unreadable: [lab.at('CONFOCAL_01/PROJ-7')] });
  });

  it('is found in any tree of the lab’s layout, and in any folder with the record of a creation', async () => {
    const elsewhere = temporaryFolder();
    const lab = await auditedLab({
      [`${RUN}/a.txt`]: '',
      'copy of it/.exlab-wizard/creation.json': creationText(),
    });
    const outside = { roots: [elsewhere], config: null };
    const runs = edited(lab, (file) => (file.endsWith('.txt') ? '<one>' : undefined), outside);
    expect((await runs.findingsIn(lab.at(RUN, 'a.txt')))?.findings).toHaveLength(1);
    expect((await runs.findingsIn(lab.at('copy of it', 'deep', 'a.txt')))?.findings).toHaveLength(0);
    expect((await runs.findingsIn(lab.at('copy of it', 'a.txt')))?.findings).toHaveLength(1);
    expect((await runs.findingsOfNames(lab.at('copy of it', 'a.txt')))?.findings).toMatchObject([
      { rule: 'missing_required_field', offending_kind: 'file_name' },
    ]);
    expect(await runs.findingsIn(path.join(elsewhere, 'a.txt'))).toBeUndefined();
    expect(await runs.findingsIn(lab.at('CONFOCAL_01', 'a.txt'))).toBeUndefined();
  });

  it('is none while a session prepares it', async () => {
    const lab = await auditedLab({
      'CONFOCAL_01/PROJ-0042/.exlab-work-Run_x/1/.exlab-wizard/creation.json': '{',
    });
    const runs = edited(lab, () => '<one>');
    const work = 'CONFOCAL_01/PROJ-0042/.exlab-work-Run_x/1';
    expect(await runs.findingsIn(lab.at(work, '.exlab-wizard', 'creation.json'))).toBeUndefined();
    expect(await runs.findingsIn(lab.at(work, 'a.txt'))).toBeUndefined();
  });
});

describe('the record of a run in an editor', () => {
  /** Judges a `readme_fields.json` or `creation.json` with marks, and expects findings where they are. */
  async function expectMarked(name: string, marked: string): Promise<void> {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const file = lab.at(RUN, '.exlab-wizard', name);
    const { text } = readMarks(marked);
    const judged = await edited(lab, (asked) => (asked === file ? text : undefined)).findingsIn(file);
    const ranges = judged?.findings.flatMap(({ range }) => range ?? []) ?? [];
    expect(showMarks(text, ranges)).toBe(marked);
  }

  const CREATION = creationText();
  const swap = (from: string | RegExp, to: string, text = CREATION): string => {
    expect(text).toMatch(from);
    return text.replace(from, () => to);
  };

  it('is marked at a comma too much, a key that stands twice, and a version of another major', async () => {
    await expectMarked('creation.json', '{"schema_version": "1.10",[[}]]');
    await expectMarked('creation.json', swap('"level": "run"', '"level": "run",\n  [["level"]]: "run"'));
    await expectMarked('creation.json', swap('"1.10"', '[["2.0"]]'));
    await expectMarked('creation.json', swap('"level": "run"', '"level": [["rnu"]]'));
    await expectMarked(
      'creation.json',
      swap('"level": "run"', '"level": [["rnu"]]').replaceAll('\n', '\r\n'),
    );
  });

  it('has nothing against a newer minor, or fields that it does not know', async () => {
    await expectMarked('creation.json', swap('"1.10"', '"1.99"'));
    await expectMarked('creation.json', swap('"level": "run"', '"level": "run",\n  "mine": {"a": [1]}'));
  });

  it('is marked where a required field is empty', async () => {
    await expectMarked(
      'readme_fields.json',
      swap(/"label": "[^"]+"(?=,\n {4}"operator)/, '"label": [["  "]]', readmeFieldsText()),
    );
  });
});

describe('a document that somebody is typing', () => {
  const CREATION = creationText();
  const README = '---\nlabel: "x"\nsystem:\n  run: "a"\n---\n\n# x\n';

  it('is judged whatever stands in it, and marked where it has a text', async () => {
    const lab = await auditedLab({ [`${RUN}/notes.csv`]: 'a,b\n' });
    const texts = new Map<string, string>();
    const runs = edited(lab, (file) => texts.get(file));
    const documents: readonly (readonly [string, string])[] = [
      [lab.at(RUN, '.exlab-wizard', 'creation.json'), CREATION],
      [lab.at(RUN, '.exlab-wizard', 'readme_fields.json'), readmeFieldsText()],
      [lab.at(RUN, 'README.md'), README],
      [lab.at(RUN, 'notes.csv'), 'a,<b>\r\n{{ c }},{# d #}\r\n'],
    ];
    const pieces = [
      '\n',
      '\r',
      '\r\n',
      '"',
      '{',
      '}}',
      '<a>',
      '---\n',
      '\uFEFF',
      'e\u0301',
      '\0',
      '\uD800',
      ',',
      ': ',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...pieces, ...naughtyStrings.map(({ text }) => text)),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...documents),
        fc.nat(3000),
        fc.nat(40),
        piece,
        async ([file, whole], at, length, by) => {
          const start = at % whole.length;
          const text = whole.slice(0, start) + by + whole.slice(start + length);
          texts.clear();
          texts.set(file, text);
          const judged = await runs.findingsIn(file);
          expect(judged?.unreadable).toEqual([]);
          for (const finding of judged?.findings ?? []) {
            expect(finding.range === undefined || liesIn(text, finding.range)).toBe(true);
            await runs.correctionsOf(finding);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is marked behind a byte order mark, letters of two units and marks, and not at all behind a NUL', async () => {
    const lab = await auditedLab({ [`${RUN}/notes.csv`]: 'a,b\n' });
    const file = lab.at(RUN, 'notes.csv');
    let text = '';
    const runs = edited(lab, (asked) => (asked === file ? text : undefined));
    const shown = async (): Promise<string> =>
      showMarks(text, (await runs.findingsIn(file))?.findings.flatMap(({ range }) => range ?? []) ?? []);
    for (const marked of [
      '\uFEFF[[<a>]]',
      '😀 e\u0301 [[<a>]]\r\n[[<e\u0301>]]',
      'a\r[[{{ b }}]]',
      '\0 <a>',
    ]) {
      ({ text } = readMarks(marked));
      expect(await shown()).toBe(marked);
    }
  });

  it('is said to be unreadable where it is too large, never to be fine', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const tooMuch = ' '.repeat(16 * 1024 * 1024 + 1);
    const runs = edited(lab, (file) =>
      file.endsWith('.json') || file.endsWith('.md') ? tooMuch : undefined,
    );
    for (const name of ['README.md', '.exlab-wizard/creation.json', '.exlab-wizard/readme_fields.json']) {
      const judged = await runs.findingsIn(lab.at(RUN, name));
      expect(judged?.unreadable).toContain(lab.at(RUN, name));
    }
  });
});
