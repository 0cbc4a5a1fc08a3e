import { TemplateStudy, type TemplateSight } from '../../core/templates';
import { LatestWork } from '../diagnostics/latest-work';
import type { OpenDocuments } from '../documents/open-documents';
import { isBelow } from '../documents/same-file';
import { findTemplateRoot, isMarker, type RootSearch } from './find-root';

/** What the desk of the templates stands on. */
interface DeskGround {
  readonly documents: OpenDocuments;
  /** Absolute paths of the folders of the lab, as they are configured now. */
  readonly labRoots: () => Promise<RootSearch['labRoots']>;
  /** Told of a template that could not be looked at. */
  readonly failed: (caught: unknown) => void;
}

/**
 * The templates that open documents belong to, each looked at once for all features that ask meanwhile, and let go when
 * no document of it is open any more.
 */
export class TemplateDesk {
  private readonly desks = new Map<string, OneTemplate>();
  /** By file; another map when files may have come to belong to other templates. */
  private roots = new Map<string, Promise<string | undefined>>();
  private labRoots = '';
  private readonly onFollow: ((root: string) => void)[] = [];
  private readonly onForget: ((root: string) => void)[] = [];

  private readonly work: LatestWork;

  constructor(private readonly ground: DeskGround) {
    const { documents, failed } = ground;
    this.work = new LatestWork(failed);
    documents.didOpenOrChange((file) => {
      const isMarkerNew = isMarker(file) && !this.roots.has(file);
      for (const desk of this.desks.values()) desk.changed(file);
      if (isMarkerNew) this.placesChanged();
    });
    documents.didClose((file) => {
      for (const desk of this.desks.values()) desk.changed(file);
      this.placesChanged();
    });
  }

  /** The folder of the template that a file belongs to; undefined for one that belongs to none. */
  async rootOf(file: string): Promise<string | undefined> {
    const labRoots = await this.ground.labRoots();
    if (labRoots.join('\0') !== this.labRoots) {
      this.labRoots = labRoots.join('\0');
      this.placesChanged();
    }
    const known = this.roots.get(file);
    if (known !== undefined) return known;
    const root = findTemplateRoot(file, { openFiles: this.ground.documents.files, labRoots });
    this.roots.set(file, root);
    return root;
  }

  /**
   * The template that a file belongs to as it is now, unsaved texts included; undefined where there is none, or none
   * that can be read at present.
   */
  async sightOf(file: string): Promise<TemplateSight | undefined> {
    const root = await this.rootOf(file);
    return root === undefined ? undefined : this.readable(this.look(root));
  }

  /**
   * The template as it was seen last, without waiting for what was typed since; for who reads the text at hand anyway
   * and must answer while somebody types.
   */
  async recentSightOf(file: string): Promise<TemplateSight | undefined> {
    const root = await this.rootOf(file);
    if (root === undefined) return undefined;
    return this.at(root).recent ?? this.readable(this.look(root));
  }

  /**
   * The template in a folder as it is now.
   * @throws what a disk says that cannot be read, as an `ExlabError`
   */
  look(root: string): Promise<TemplateSight> {
    return this.at(root).sight();
  }

  /** Whether documents of the template in a folder are open. */
  follows(root: string): boolean {
    return this.desks.has(root);
  }

  /** The folders of the templates that are followed in which a file lies, its own and those around that. */
  followedAround(file: string): string[] {
    return [...this.desks.keys()].filter((root) => isBelow(root, file));
  }

  /** Something changed on the disk: what was seen there is looked at again when it is asked for. */
  diskChanged(): void {
    for (const desk of this.desks.values()) desk.diskChanged();
    this.placesChanged();
  }

  /** From now on `diskChanged` is called for every change below this template's folder. */
  watched(root: string): void {
    this.desks.get(root)?.watched();
  }

  /** Told of the folder of each template that is looked at for the first time. */
  didFollow(listener: (root: string) => void): void {
    this.onFollow.push(listener);
  }

  /** Told of the folder of each template that is let go. */
  didForget(listener: (root: string) => void): void {
    this.onForget.push(listener);
  }

  private async readable(sight: Promise<TemplateSight>): Promise<TemplateSight | undefined> {
    try {
      return await sight;
    } catch (caught) {
      // A folder that cannot be read at present has nothing to show; its diagnostics say so.
      this.ground.failed(caught);
      return undefined;
    }
  }

  private at(root: string): OneTemplate {
    const known = this.desks.get(root);
    if (known !== undefined) return known;
    const desk = new OneTemplate(new TemplateStudy(root, { unsaved: this.ground.documents.textOf }));
    this.desks.set(root, desk);
    for (const listener of this.onFollow) listener(root);
    // What is asked of a file that nobody has open is answered, and not followed.
    this.askToLetGo();
    return desk;
  }

  /** Files may belong to other templates than they did. */
  private placesChanged(): void {
    this.roots = new Map();
    this.askToLetGo();
  }

  private askToLetGo(): void {
    this.work.ask('let go', () => this.letGo());
  }

  /** Forgets the templates of which no document is open. */
  private async letGo(): Promise<void> {
    const { documents } = this.ground;
    const { roots } = this;
    const open = documents.files;
    const used = new Set(await Promise.all(open.map((file) => this.rootOf(file))));
    // What was opened or closed meanwhile may be of another template.
    if (roots !== this.roots) return;
    if (documents.files.join('\0') !== open.join('\0')) return this.letGo();
    for (const root of this.desks.keys()) {
      if (used.has(root)) continue;
      this.desks.delete(root);
      for (const listener of this.onForget) listener(root);
    }
  }
}

/** One template: looks come one after the other, and who asks while nothing has changed gets what was seen last. */
class OneTemplate {
  private seen: Promise<TemplateSight> | undefined;
  private looking: Promise<unknown> = Promise.resolve();
  /** What the last look that ended saw. */
  recent: TemplateSight | undefined;

  constructor(private readonly study: TemplateStudy) {}

  changed(file: string): void {
    if (isBelow(this.study.root, file)) this.seen = undefined;
  }

  diskChanged(): void {
    this.study.diskChanged();
    this.seen = undefined;
  }

  watched(): void {
    this.study.watched();
    this.seen = undefined;
  }

  sight(): Promise<TemplateSight> {
    if (this.seen === undefined) {
      const seen = this.looking.then(() => this.study.look());
      this.seen = seen;
      this.looking = seen.then(
        (sight) => {
          this.recent = sight;
        },
        () => {
          // Who asks next looks again.
          if (this.seen === seen) this.seen = undefined;
        },
      );
    }
    return this.seen;
  }
}
