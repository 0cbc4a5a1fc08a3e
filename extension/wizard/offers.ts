import type { ExistingProject } from '../../core/catalogue';
import { toExlabError, type ExlabError } from '../../core/system';
import type { TemplateEntry, WantedTemplate } from '../../core/templates';
import type { WizardMode } from '../../webview-ui/protocol';
import { templatesIn } from './wizard-mode';

/** Where offers are looked up: an engine. */
export interface OfferSource {
  templates(query: WantedTemplate, equipmentId?: string): Promise<TemplateEntry[]>;
  /** Throws where they cannot be listed. */
  projects(equipmentId: string): Promise<ExistingProject[]>;
}

/** What was found, or why it could not be looked for; null while it is being looked for. */
export type Found<Item> = { readonly items: readonly Item[]; readonly problem: string } | null;

/** What can be chosen at an instrument. */
export interface Offers {
  readonly projects: Found<ExistingProject>;
  readonly templates: Found<TemplateEntry>;
  /** How many templates are for the other kind of run only. */
  readonly ofOtherKind: number;
}

export const NO_OFFERS: Offers = { projects: null, templates: null, ofOtherKind: 0 };

/** Looks up what can be chosen, once for each instrument, and tells of each part as soon as it is there. */
export class OfferLookup {
  private readonly known = new Map<string, Offers>();
  private generation = 0;

  constructor(
    private readonly mode: WizardMode,
    private readonly source: () => Promise<OfferSource>,
    /** Told when there is more to offer than before. */
    private readonly onFound: () => void,
  ) {}

  /** What is known now; what is not is being looked for from here on. */
  at(equipment: string | undefined): Offers {
    const key = equipment ?? '';
    const offers = this.known.get(key);
    if (offers !== undefined) return offers;
    this.known.set(key, NO_OFFERS);
    void this.lookUp(key, this.generation);
    return NO_OFFERS;
  }

  /** Looks again: what is known stands until something else is found. */
  refresh(equipment: string | undefined): Promise<void> {
    this.generation += 1;
    const key = equipment ?? '';
    for (const other of [...this.known.keys()]) if (other !== key) this.known.delete(other);
    return this.lookUp(key, this.generation);
  }

  private async lookUp(key: string, generation: number): Promise<void> {
    const put = (part: Partial<Offers>): void => {
      if (generation !== this.generation) return;
      this.known.set(key, { ...(this.known.get(key) ?? NO_OFFERS), ...part });
      this.onFound();
    };
    await Promise.all([this.templates(key, put), this.projects(key, put)]);
  }

  private async templates(key: string, put: (part: Partial<Offers>) => void): Promise<void> {
    const equipment = key === '' ? undefined : key;
    const found = await foundBy(
      async () => (await this.source()).templates(templatesIn(this.mode), equipment),
      this.known.get(key)?.templates,
    );
    put({ templates: found });
    if (this.mode === 'project' || found?.problem !== '') return;
    const all = await foundBy(async () => (await this.source()).templates({ type: 'run' }, equipment));
    const names = new Set(found.items.map(({ name }) => name));
    put({ ofOtherKind: (all?.items ?? []).filter(({ name }) => !names.has(name)).length });
  }

  private async projects(key: string, put: (part: Partial<Offers>) => void): Promise<void> {
    if (this.mode === 'project' || key === '') {
      put({ projects: { items: [], problem: '' } });
      return;
    }
    const projects = async (): Promise<ExistingProject[]> => (await this.source()).projects(key);
    put({ projects: await foundBy(projects, this.known.get(key)?.projects) });
  }
}

/** What is found, or why not; what was known before where nothing at all can be looked up, of which it is told elsewhere. */
async function foundBy<Item>(
  lookUp: () => Promise<readonly Item[]>,
  before: Found<Item> = null,
): Promise<Found<Item>> {
  try {
    return { items: await lookUp(), problem: '' };
  } catch (caught) {
    const error = toExlabError(caught);
    return before !== null && keepsAll(error) ? before : { items: [], problem: error.message };
  }
}

/** Whether an error keeps all of a wizard from working. */
export function keepsAll({ code }: ExlabError): boolean {
  return code === 'setup_incomplete' || code === 'shutting_down';
}
