import type { TemplateLocation } from '../../core/templates';
import { uriOf } from '../documents/file-uris';

/** The address that opens a file at a place. */
export function addressOf({ file, range: { start } }: TemplateLocation): string {
  return `${uriOf(file)}#L${start.line + 1},${start.column + 1}`;
}
