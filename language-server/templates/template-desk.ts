import { TemplateStudy, type TemplateSight } from '../../core/templates';
import type { OpenDocuments } from '../documents/open-documents';
import { findTemplateRoot, isManifest } from './find-root';

/** The templates that open documents belong to, each looked at once for all features that ask meanwhile. */
export class TemplateDesk {
  private readonly desks = new Map<string, OneTemplate>();
  private readonly roots = new Map<string, Promise<string | undefined>>();
  private readonly onFollow: ((root: string) => void)[] = [];
  private readonly onForget: ((root: string) => void)[] = [];

  constructor(private readonly documents: OpenDocuments) {
    documents.didOpenOrChange((file) => {
      // What is around a new manifest belongs to a template from now on.
      if (isManifest(file) && !this.roots.has(file)) this.roots.clear();
      for (const desk of this.desks.values()) desk.changed(file);
    });
    documents.didClose((file) => {
      this.roots.clear();
      for (const desk of this.desks.values()) desk.changed(file);
    });
  }

  /** The folder of the template that a file belongs to; undefined for one that belongs to none. */
  rootOf(file: string): Promise<string | undefined> {
    const known = this.roots.get(file);
    if (known !== undefined) return known;
    const root = findTemplateRoot(file, this.documents.files);
    this.roots.set(file, root);
    return root;
  }

  /** The template that a file belongs to as it is now, unsaved texts included. */
  async sightOf(file: string): Promise<TemplateSight | undefined> {
    const root = await this.rootOf(file);
    return root === undefined ? undefined : this.at(root).sight();
  }

  /**
   * The template as it was seen last, without waiting for what was typed since; for who reads the text at hand anyway
   * and must answer while somebody types.
   */
  async recentSightOf(file: string): Promise<TemplateSight | undefined> {
    const root = await this.rootOf(file);
    if (root === undefined) return undefined;
    const desk = this.at(root);
    return desk.recent ?? desk.sight();
  }

  /** Something changed on the disk: what was seen there is looked at again when it is asked for. */
  diskChanged(): void {
    this.roots.clear();
    for (const desk of this.desks.values()) desk.diskChanged();
  }

  /** From now on `diskChanged` is called for every change below this template's folder. */
  watched(root: string): void {
    this.desks.get(root)?.watched();
  }

  /** Forgets a template of which no document is open any more. */
  forget(root: string): void {
    if (this.desks.delete(root)) for (const listener of this.onForget) listener(root);
  }

  /** Told of the folder of each template that is looked at for the first time. */
  didFollow(listener: (root: string) => void): void {
    this.onFollow.push(listener);
  }

  /** Told of the folder of each template that is forgotten. */
  didForget(listener: (root: string) => void): void {
    this.onForget.push(listener);
  }

  private at(root: string): OneTemplate {
    const known = this.desks.get(root);
    if (known !== undefined) return known;
    const desk = new OneTemplate(new TemplateStudy(root, { unsaved: this.documents.textOf }));
    this.desks.set(root, desk);
    for (const listener of this.onFollow) listener(root);
    return desk;
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
    if (file.startsWith(this.study.root)) this.seen = undefined;
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
