import { toExlabError } from '../../core/system';

/** What was looked at, and how it is. */
export interface Examination {
  /** Stable, for programs. */
  readonly id: string;
  readonly status: 'ok' | 'warning' | 'error';
  /** What it is about, in a word or two. */
  readonly subject: string;
  readonly message: string;
  /** What to do, where something is to be done. */
  readonly advice?: string;
}

/** An examination that cannot be made is one that found an error: the others are made all the same. */
export async function examined(
  about: Pick<Examination, 'id' | 'subject'>,
  look: () => Promise<Omit<Examination, 'id' | 'subject'>>,
): Promise<Examination> {
  try {
    return { ...about, ...(await look()) };
  } catch (caught) {
    return { ...about, status: 'error', message: toExlabError(caught).message };
  }
}
