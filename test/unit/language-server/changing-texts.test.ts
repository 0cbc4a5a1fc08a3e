import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Range } from 'vscode-languageserver';
import { TemplateStudy } from '../../../core/templates';
import { EditedRuns } from '../../../core/validator';
import { ConfigDesk } from '../../../language-server/runs/config-desk';
import { auditedLab, creationText } from '../../support/audited-lab';
import { ClientOfLab } from '../../support/client-of-lab';
import { LanguageClient } from '../../support/language-client';
import { beforeAnswering } from '../../support/looking';
import { marked } from '../../support/marked-text';
import { readMarks } from '../../support/range-marks';

afterEach(() => {
  vi.restoreAllMocks();
});

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
sample: {type: str, default: x}
`;
const USING = '{{ sample }}\n';
const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';

/** What is said of a document from now on: the codes by version, and where. */
function heardOf(client: LanguageClient, name: string): string[] {
  const heard: string[] = [];
  client.didSay(({ uri, version, diagnostics }) => {
    if (uri !== client.uri(name)) return;
    heard.push(...diagnostics.map(({ code, range }) => toldAt(version, code, range)));
  });
  return heard;
}

function toldAt(version: number | undefined, code: unknown, range: Range | undefined): string {
  return `${version}: ${String(code)} at ${range?.start.line}:${range?.start.character}`;
}

describe('a text that is changed between a look at it and what is said of it', () => {
  const name = 'lab/notes.md.jinja';
  const [first, second] = [marked('{{ ⟦sampel⟧ }}\n'), marked('\n\nA {{ ⟦sampel⟧ }}\n')];

  it('has nothing said of it that was true of the old text, in a template', async () => {
    const client = await LanguageClient.start({ 'lab/copier.yml': MANIFEST, 'lab/used.txt.jinja': USING });
    const heard = heardOf(client, name);
    const hasHappened = beforeAnswering(TemplateStudy, 'look', [
      async () => {
        await client.change(name, second.text);
        await client.heard();
      },
    ]);
    await client.write(name, '');
    await client.open(name, first.text);
    await client.until(name);
    expect(hasHappened()).toBe(true);
    expect(heard).toEqual([toldAt(2, 'undefined-variable', second.ranges[0])]);
  });

  it('has nothing said of it that was true of the old text, in a run', async () => {
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '' });
    const editor = await ClientOfLab.start(lab);
    const file = lab.at(RUN, 'a.txt');
    const heard = heardOf(editor.client, editor.nameOf(file));
    const hasHappened = beforeAnswering(EditedRuns, 'findingsIn', [
      async () => {
        await editor.change(file, '\n\nA <one>');
        await editor.client.heard();
      },
    ]);
    await editor.open(file, '<one>');
    await editor.until(file);
    expect(hasHappened()).toBe(true);
    const token = { start: { line: 2, character: 2 }, end: { line: 2, character: 7 } };
    expect(heard).toEqual([toldAt(2, 'unresolved_placeholder_token', token)]);
  });

  it('has nothing said of it that was true of the old text, in the names of a run', async () => {
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '' });
    const editor = await ClientOfLab.start(lab);
    const record = lab.at(RUN, '.exlab-wizard', 'creation.json');
    const heard = heardOf(editor.client, editor.nameOf(record));
    const changing = (text: string) => async () => {
      await editor.change(record, text);
      await editor.client.heard();
    };
    const source = creationText({ run_kind: 'test' });
    const { text, ranges } = readMarks(`\n${source.replace('"test"', '[["test"]]')}`);
    const happenings = [changing(source.replace('"test"', '"experimental"')), changing(text)];
    const hasHappened = beforeAnswering(EditedRuns, 'findingsOfNames', happenings);
    await editor.open(record, source);
    await editor.untilCodes(record, 'mode_prefix_mismatch');
    expect(hasHappened()).toBe(true);
    expect(heard).toEqual([toldAt(3, 'mode_prefix_mismatch', ranges[0])]);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'has nothing said of it that was true of the old text, in a manifest of a plugin, at moment %i',
    async (moment) => {
      const client = await LanguageClient.start({});
      const name = 'plug/manifest.yml';
      const heard = heardOf(client, name);
      let answers = 0;
      const changing = async (): Promise<void> => {
        await client.change(name, 'entry: a.py\napi_version: 1\n\nnonsense: 1\n');
        await client.heard();
      };
      const hasHappened = beforeAnswering(ConfigDesk, 'current', [changing], () => ++answers === moment);
      await client.open(name, 'entry: a.py\napi_version: 1\nnonsense: 1\n');
      await client.until(name, (said) => said.some(({ range }) => range.start.line === 3));
      expect(hasHappened()).toBe(true);
      expect(heard.filter((told) => /^2: .* at 2:/.test(told))).toEqual([]);
    },
  );
});

describe('a document beside the one that is looked at, changed meanwhile,', () => {
  /** Opens two documents; the second changes while the template of the first is looked at. */
  async function changeBeside(client: LanguageClient, looked: string, changed: string): Promise<void> {
    await client.open(changed, '{{ sampel }}');
    await client.until(changed);
    const root = client.file(looked.slice(0, looked.lastIndexOf('/')));
    beforeAnswering(
      TemplateStudy,
      'look',
      [
        async () => {
          await client.change(changed, '{{ sample }}');
          await client.heard();
        },
      ],
      (study) => study.root === root,
    );
    await client.open(looked, '{{ sampel }}');
  }

  it('does not keep back what is wrong, where its template is another one with a longer name', async () => {
    const client = await LanguageClient.start({
      't1/copier.yml': MANIFEST,
      't1/a.txt.jinja': USING,
      't10/copier.yml': MANIFEST,
      't10/a.txt.jinja': USING,
    });
    await changeBeside(client, 't1/a.txt.jinja', 't10/a.txt.jinja');
    expect(await client.until('t1/a.txt.jinja')).toMatchObject([{ code: 'undefined-variable' }]);
    await client.until('t10/a.txt.jinja', (said) => said.length === 0);
  });

  it('does not keep back what is wrong, where its template stands in the other', async () => {
    const client = await LanguageClient.start({
      'outer/copier.yml': MANIFEST,
      'outer/a.txt.jinja': USING,
      'outer/inner/copier.yml': MANIFEST,
      'outer/inner/a.txt.jinja': USING,
    });
    await changeBeside(client, 'outer/a.txt.jinja', 'outer/inner/a.txt.jinja');
    expect(await client.until('outer/a.txt.jinja')).toMatchObject([{ code: 'undefined-variable' }]);
  });

  it('does not keep back what is wrong with a project, where it is of a run in it', async () => {
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '' });
    const editor = await ClientOfLab.start(lab);
    const [run, project] = [lab.at(RUN, 'a.txt'), lab.at(RUN, '..', 'README.md')];
    await editor.open(run, 'in order');
    beforeAnswering(
      EditedRuns,
      'findingsIn',
      [
        async () => {
          await editor.change(run, '<one>');
          await editor.client.heard();
        },
      ],
      (_, file) => file === project,
    );
    await editor.open(project, '---\nlabel: "a"\nlabel: "b"\n---\n');
    await editor.untilCodes(project, 'malformed_yaml_front_matter');
    await editor.untilCodes(run, 'unresolved_placeholder_token');
  });
});
