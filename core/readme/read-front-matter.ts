import { parseFrontMatter, type FrontMatterDocument, type NoFrontMatter } from './front-matter-document';

/** What a README says of itself. */
export type FrontMatterReading = NoFrontMatter | Pick<FrontMatterDocument, 'status' | 'range' | 'values'>;

/** Reads the front matter of a text, with any line ends and with or without a byte order mark. Never throws. */
export function readFrontMatter(text: string): FrontMatterReading {
  const read = parseFrontMatter(text);
  if (read.status !== 'ok') return read;
  const { status, range, values } = read;
  return { status, range, values };
}
