import { rootsOf } from '../../core/catalogue';
import type { Config } from '../../core/config';
import { systemClock } from '../../core/system';
import { EditedRuns, type DocumentPlace } from '../../core/validator';
import type { ServerGround } from '../ground';

/** The documents of runs, projects and equipments, judged by the configuration as it is now. */
export class RunDesk {
  private made: { readonly by: Config | null; readonly runs: EditedRuns } | undefined;

  constructor(
    private readonly ground: Pick<ServerGround, 'config' | 'documents' | 'templates' | 'settings'>,
  ) {}

  /** Judges documents by what holds now; ask for it again each time. */
  async runs(): Promise<EditedRuns> {
    const { config, documents, settings } = this.ground;
    const by = await config.current();
    if (this.made?.by === by) return this.made.runs;
    const runs = new EditedRuns({
      config: by,
      roots: by === null ? [] : rootsOf(by),
      bundledTemplates: settings.bundledTemplates ?? '',
      unsaved: documents.textOf,
      clock: systemClock,
    });
    this.made = { by, runs };
    return runs;
  }

  /** Where a document belongs; undefined for one that belongs to no run, project or equipment, as those of templates. */
  async placeOf(file: string): Promise<DocumentPlace | undefined> {
    if ((await this.ground.templates.rootOf(file)) !== undefined) return undefined;
    return (await this.runs()).placeOf(file);
  }

  /** What was seen on the disk is looked at again: templates demand fields, too. */
  diskChanged(): void {
    this.made = undefined;
  }

  /** Forgets a document that was closed. */
  forget(file: string): void {
    this.made?.runs.forget(file);
  }
}
