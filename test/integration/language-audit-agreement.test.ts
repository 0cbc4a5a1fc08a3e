import { readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordPath, walkLab } from '../../core/layout';
import { RULES } from '../../core/validator';
import { EXAMPLES } from '../../core/validator/rules/all-examples';
import type { RuleExample } from '../../core/validator/rule-examples';
import { auditedLab, type AuditedLab } from '../support/audited-lab';
import { ClientOfLab, placeOfDiagnostic, placeOfFinding } from '../support/client-of-lab';

/** A name and a record that are always wrong: once both are told of, so is all else in their folder. */
const WRONG_NAME = 'zz?.txt';
const WRONG_RECORD = 'ingest.json';

async function labOf({ folder, files, config }: RuleExample): Promise<AuditedLab> {
  const inLab = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  return auditedLab(inLab, config);
}

async function textsBelow(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) texts.set(file, await readFile(file, 'utf8'));
  }
  return texts;
}

/** All that the server says of a lab, every text of which is open in the editor. */
async function saidOf(
  lab: AuditedLab,
  config: string | undefined,
  texts: ReadonlyMap<string, string>,
): Promise<string[]> {
  const editor = await ClientOfLab.start(lab, config);
  for (const [file, text] of texts) await editor.open(file, text);
  const added = new Set<string>();
  for await (const { kind, path: folder } of walkLab(lab.root)) {
    if (kind !== 'project' && kind !== 'run') continue;
    added.add(path.join(folder, WRONG_NAME)).add(recordPath(folder, WRONG_RECORD));
    await writeFile(path.join(folder, WRONG_NAME), '');
    await editor.open(recordPath(folder, WRONG_RECORD), '{');
  }
  await editor.watched(lab.root);
  for (const file of added) await editor.until(file);
  return [...editor.client.allDiagnostics].flatMap(([file, said]) =>
    added.has(file) ? [] : said.flatMap((diagnostic) => placeOfDiagnostic(file, diagnostic) ?? []),
  );
}

/** Names that other systems refuse cannot be made on them. */
describe
  .runIf(process.platform === 'linux')
  .each(RULES.filter(({ code }) => code !== 'unsafe_project_name').map(({ code }) => code))(
  'what the language server and an audit say of %s',
  (code) => {
    const { good, bad } = EXAMPLES.get(code) ?? { good: [], bad: [] };

    it.each([...good, ...bad].map((example) => [example.title, example] as const))(
      'is the same: %s',
      async (_, example) => {
        const lab = await labOf(example);
        const texts = await textsBelow(lab.root);
        const { findings } = await lab.audit();
        const expected = findings.map((finding) =>
          placeOfFinding(finding, texts.get(finding.offending_path)),
        );
        expect((await saidOf(lab, example.config, texts)).sort()).toEqual(expected.sort());
      },
    );
  },
);
