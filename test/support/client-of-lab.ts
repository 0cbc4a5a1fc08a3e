import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { RULE_CODES, type Finding } from '../../core/validator';
import type { AuditedLab } from './audited-lab';
import { LanguageClient } from './language-client';

/** A client of the real server with the documents of a lab; places are absolute paths. */
export class ClientOfLab {
  private constructor(
    readonly client: LanguageClient,
    readonly lab: AuditedLab,
    readonly configFile: string,
  ) {}

  /** @param more YAML of the configuration, as the lab's own */
  static async start(lab: AuditedLab, more = '', options: object = {}): Promise<ClientOfLab> {
    const configFile = path.join(path.dirname(lab.root), 'config.yaml');
    await writeFile(configFile, configText(lab, more));
    const client = await LanguageClient.start({}, { configFile, ...options });
    return new ClientOfLab(client, lab, configFile);
  }

  open(file: string, text: string): Promise<void> {
    return this.client.open(this.nameOf(file), text);
  }

  change(file: string, text: string): Promise<void> {
    return this.client.change(this.nameOf(file), text);
  }

  close(file: string): Promise<void> {
    return this.client.close(this.nameOf(file));
  }

  watched(file: string): Promise<void> {
    return this.client.watched(this.nameOf(file));
  }

  said(file: string): readonly Diagnostic[] {
    return this.client.diagnosticsOf(this.nameOf(file));
  }

  until(
    file: string,
    fits?: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    return this.client.until(this.nameOf(file), fits);
  }

  /** Resolves with the diagnostics of a file once these codes, in this order, are all that is said. */
  untilCodes(file: string, ...codes: readonly string[]): Promise<readonly Diagnostic[]> {
    return this.until(file, (said) => String(said.map(({ code }) => code)) === String(codes));
  }

  /** The name by which the client knows a file that stands outside of its own folder. */
  nameOf(file: string): string {
    return path.relative(this.client.folder, file);
  }
}

export function configText({ root, templatesDir }: AuditedLab, more = ''): string {
  return [
    'lims: {mode: none}',
    `paths: {templates_dir: ${JSON.stringify(templatesDir)}, local_root: ${JSON.stringify(root)}}`,
    'equipment: [{id: CONFOCAL_01, label: Confocal microscope}]',
    more,
  ].join('\n');
}

/** What an audit's finding and an editor's diagnostic both say: the rule, how bad it is, the file, and where in it. */
export function placeOfFinding(finding: Finding, text: string | undefined): string {
  const { rule, tier, offending_path, override_active, range } = finding;
  const severity = override_active ? 3 : tier === 'hard' ? 1 : 2;
  const firstLine = {
    start: { line: 0, character: 0 },
    end: { line: 0, character: text?.split(/[\r\n]/)[0]?.length ?? 0 },
  };
  return JSON.stringify([rule, severity, offending_path, range ?? firstLine]);
}

/** The same of a diagnostic; undefined for one that no rule says, or that repeats what is said of a folder. */
export function placeOfDiagnostic(
  file: string,
  { code, severity, range, relatedInformation }: Diagnostic,
): string | undefined {
  const isOfRule = RULE_CODES.some((rule) => rule === code) && relatedInformation === undefined;
  return isOfRule ? JSON.stringify([code, severity, file, range]) : undefined;
}
