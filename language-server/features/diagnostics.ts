import * as path from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { ExlabError } from '../../core/system';
import type { LintProblem } from '../../core/templates';
import { LatestWork } from '../diagnostics/latest-work';
import { lintDiagnostic } from '../diagnostics/lint-diagnostic';
import type { Feature, ServerGround } from '../ground';
import { isManifest, isMarker } from '../templates';

/** What is wrong, soon after each change (spec 4.5): of a template in all its files, whichever is edited. */
export const diagnostics: Feature = {
  capabilities: {},
  register(ground) {
    new TemplateDiagnostics(ground).follow();
  },
};

class TemplateDiagnostics {
  private readonly work: LatestWork;

  constructor(private readonly ground: ServerGround) {
    this.work = new LatestWork((caught) => {
      ground.failed(caught);
    });
  }

  follow(): void {
    const { documents, disk, templates, publisher, config } = this.ground;
    documents.didOpenOrChange((file) => {
      // The configuration says where the lab's data are, which are of no template.
      if (config.is(file)) this.judgeAll();
      else void this.judge(file);
    });
    documents.didClose((file) => {
      this.judgeAround(file);
      // What was around a manifest or record that was never saved may belong to another template.
      if (isMarker(file) || config.is(file)) this.judgeAll();
    });
    disk.didChange(() => {
      templates.diskChanged();
      this.judgeAll();
    });
    templates.didForget((root) => {
      this.work.ask(root, () => publisher.publish(root, new Map()));
    });
  }

  private judgeAll(): void {
    for (const file of this.ground.documents.files) void this.judge(file);
  }

  private async judge(file: string): Promise<void> {
    const { documents, templates } = this.ground;
    const root = await templates.rootOf(file);
    // It may have been closed meanwhile.
    if (root !== undefined && documents.of(file) !== undefined) this.ask(root);
    this.judgeAround(file);
  }

  /** A template that stands in another one is a part of that, too. */
  private judgeAround(file: string): void {
    for (const root of this.ground.templates.followedAround(file)) this.ask(root);
  }

  private ask(root: string): void {
    this.work.ask(root, () => this.publish(root));
  }

  private async publish(root: string): Promise<void> {
    const { documents, templates, publisher } = this.ground;
    const before = documents.versionsBelow(root);
    const found = await this.problemsOf(root);
    // What was typed meanwhile has asked for another look, and what was seen is no more where it was.
    if (documents.versionsBelow(root) !== before || !templates.follows(root)) return;
    await publisher.publish(root, found);
  }

  private async problemsOf(root: string): Promise<Map<string, Diagnostic[]>> {
    const { documents, settings } = this.ground;
    const found = new Map<string, Diagnostic[]>();
    for (const problem of await this.lookAt(root)) {
      const said = found.get(problem.file) ?? [];
      said.push(lintDiagnostic(problem, documents.textOf(problem.file), settings.docs));
      found.set(problem.file, said);
    }
    return found;
  }

  private async lookAt(root: string): Promise<readonly LintProblem[]> {
    try {
      return (await this.ground.templates.look(root)).problems;
    } catch (caught) {
      if (!(caught instanceof ExlabError)) throw caught;
      // That nothing is said of a template does not mean that it is in order.
      const open = this.ground.documents.files.filter(isManifest);
      const manifest = open.find((file) => path.dirname(file) === root) ?? path.join(root, 'copier.yml');
      const { message } = caught;
      return [{ code: 'source-unreadable', severity: 'error', file: manifest, line: 1, column: 1, message }];
    }
  }
}
