import { Markup, WithAttributes, type Value } from '../values/kinds';

/** A template that was imported: what it sets at its top level, and its text. */
export class TemplateModule extends WithAttributes {
  readonly kind = 'TemplateModule';

  constructor(
    readonly file: string,
    private readonly exported: ReadonlyMap<string, Value>,
    private readonly written: string,
  ) {
    super();
  }

  override attribute(name: string): Value | undefined {
    return this.exported.get(name);
  }

  override readonly text = (): string => this.written;
  override readonly representation = (): string => `<TemplateModule '${this.file}'>`;

  /** Its text where it is escaped: it is safe already. */
  get markup(): Markup {
    return new Markup(this.written);
  }
}
