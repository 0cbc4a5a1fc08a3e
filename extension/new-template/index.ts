import * as path from 'node:path';
import type * as vscode from 'vscode';
import type { Services } from '../services';
import { PlanDocuments } from './plan-documents';

/** The way to new templates (spec 11.1). What they are made by is read when it is first needed. */
export class NewTemplateDoor {
  private readonly documents = new PlanDocuments();

  constructor(
    private readonly services: Services,
    private readonly installation: vscode.Uri,
  ) {}

  /** Lets the editor show what would be written beside what it is made from. */
  register(): vscode.Disposable {
    return this.documents.register();
  }

  /**
   * Asks what template is wanted, shows it, and makes it once somebody says so.
   * @param given a node of the Runs view whose folder it is to be made from; anything else means that it is asked for
   */
  async create(given: unknown): Promise<void> {
    const { createNewTemplate } = await import('./create');
    const bundled = path.join(this.installation.fsPath, 'templates');
    await createNewTemplate(this.services, this.documents, bundled, given);
  }
}
