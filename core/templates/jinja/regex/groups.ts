import { l10n } from '../../../system';
import type { Source } from './source';

const MOST_GROUPS = 1000;

/** Whether a text may name a group. */
function isGroupName(name: string): boolean {
  return /^[\p{XIDS}_][\p{XIDC}]*$/u.test(name);
}

/** The groups of an expression while it is parsed. */
export class Groups {
  readonly names = new Map<string, number>();
  /** The widths of the groups that are closed. */
  private readonly closed = new Map<number, number | undefined>();
  /** Groups that a condition names before they come. */
  private highestCondition = 0;
  count = 0;

  constructor(private readonly source: Source) {}

  /** Begins a group; gives its number. */
  open(name: string | undefined): number {
    this.count += 1;
    if (this.count > MOST_GROUPS) throw this.source.wrong(l10n.t('it has too many groups'));
    if (name === undefined) return this.count;
    if (!isGroupName(name)) throw this.source.wrong(l10n.t("'{0}' is no name for a group", name));
    if (this.names.has(name)) throw this.source.wrong(l10n.t("two groups are named '{0}'", name));
    this.names.set(name, this.count);
    return this.count;
  }

  close(index: number, width: number | undefined): void {
    this.closed.set(index, width);
  }

  widthOf(index: number): number | undefined {
    return this.closed.get(index);
  }

  byNumber(digits: string): number {
    const index = Number(digits);
    if (index > this.count) throw this.source.wrong(l10n.t('there is no group {0}', digits));
    return this.usable(index);
  }

  byName(name: string): number {
    if (!isGroupName(name)) throw this.source.wrong(l10n.t("'{0}' is no name for a group", name));
    const index = this.names.get(name);
    if (index === undefined) throw this.source.wrong(l10n.t("there is no group '{0}'", name));
    return this.usable(index);
  }

  private usable(index: number): number {
    if (!this.closed.has(index))
      throw this.source.wrong(l10n.t('a group is referred to before it is closed'));
    return index;
  }

  /** The group on which something depends. */
  condition(reference: string): number {
    if (!/^[0-9]+$/.test(reference)) {
      const index = this.names.get(reference);
      if (index === undefined) throw this.source.wrong(l10n.t("there is no group '{0}'", reference));
      return index;
    }
    const index = Number(reference);
    if (index === 0 || index > MOST_GROUPS)
      throw this.source.wrong(l10n.t('there is no group {0}', reference));
    this.highestCondition = Math.max(this.highestCondition, index);
    return index;
  }

  /** At the end: whether every group that was named has come. */
  complete(): void {
    if (this.highestCondition > this.count)
      throw this.source.wrong(l10n.t('there is no group {0}', this.highestCondition));
  }
}
