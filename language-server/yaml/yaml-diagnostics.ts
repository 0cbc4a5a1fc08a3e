import * as path from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { ConfigProblem } from '../../core/config';
import { SOURCE } from '../diagnostics/lint-diagnostic';
import { LatestWork } from '../diagnostics/latest-work';
import type { Documentation } from '../diagnostics/documentation';
import { uriOf } from '../documents/file-uris';
import type { ServerGround } from '../ground';
import { servedYaml, type ServedYaml } from './served-yaml';

/** What is said of a document, as the loader says it; the page about it has a part for each section. */
export function yamlDiagnostic(
  { code, severity, range, message, key }: ConfigProblem,
  { page }: Pick<ServedYaml, 'page'>,
  docs: Documentation,
): Diagnostic {
  const section = /^\w+/.exec(key)?.[0];
  const anchor = section === undefined ? '' : `#${section}`;
  return {
    range,
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code,
    source: SOURCE,
    message,
    ...(docs !== undefined &&
      page !== undefined && { codeDescription: { href: uriOf(path.join(docs, page)) + anchor } }),
  };
}

/** Says what is wrong with `config.yaml` and the manifests of plugins while they are open. */
export class YamlDiagnostics {
  private readonly work: LatestWork;

  constructor(private readonly ground: ServerGround) {
    this.work = new LatestWork((caught) => {
      ground.failed(caught);
    });
  }

  follow(): void {
    const { documents, disk, config } = this.ground;
    const judgeAll = (): void => {
      for (const file of documents.files) this.judge(file);
    };
    documents.didOpenOrChange((file) => {
      // The configuration says where plugins are, and what they may do.
      if (config.is(file)) judgeAll();
      else this.judge(file);
    });
    documents.didClose((file) => {
      this.judge(file);
    });
    disk.didChange(judgeAll);
  }

  private judge(file: string): void {
    const { documents, settings, publisher } = this.ground;
    this.work.ask(file, async () => {
      const version = documents.of(file)?.version;
      const served = await servedYaml(file, this.ground);
      if (documents.of(file)?.version !== version) return;
      const found = served?.problems().map((problem) => yamlDiagnostic(problem, served, settings.docs));
      await publisher.publish(`yaml ${file}`, found === undefined ? new Map() : new Map([[file, found]]));
    });
  }
}
