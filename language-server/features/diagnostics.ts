import type { Diagnostic } from 'vscode-languageserver';
import { LatestWork } from '../diagnostics/latest-work';
import { lintDiagnostic } from '../diagnostics/lint-diagnostic';
import type { Feature, ServerGround } from '../ground';

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
    const { documents, disk, templates } = this.ground;
    documents.didOpenOrChange((file) => void this.judge(file));
    documents.didClose((file) => void this.closed(file));
    disk.didChange(() => {
      templates.diskChanged();
      for (const file of documents.files) void this.judge(file);
    });
  }

  private async judge(file: string): Promise<void> {
    const root = await this.ground.templates.rootOf(file);
    if (root !== undefined) this.work.ask(root, () => this.publish(root, file));
  }

  private async closed(file: string): Promise<void> {
    const { documents, templates } = this.ground;
    const root = await templates.rootOf(file);
    if (root === undefined) return;
    const others = await Promise.all(documents.files.map((open) => templates.rootOf(open)));
    if (others.includes(root)) await this.judge(file);
    else {
      templates.forget(root);
      this.work.ask(root, () => this.ground.publisher.publish(root, new Map()));
    }
  }

  private async publish(root: string, file: string): Promise<void> {
    const { documents, templates, settings } = this.ground;
    const before = documents.versionsBelow(root);
    const sight = await templates.sightOf(file);
    // What was typed meanwhile has asked for another look, and what was seen is no more where it was.
    if (documents.versionsBelow(root) !== before) return;
    const found = new Map<string, Diagnostic[]>();
    for (const problem of sight?.problems ?? []) {
      const said = found.get(problem.file) ?? [];
      said.push(lintDiagnostic(problem, documents.textOf(problem.file), settings.docs));
      found.set(problem.file, said);
    }
    await this.ground.publisher.publish(root, found);
  }
}
