import type { TemplateContext, TemplateValue } from './jinja/value';
import { namesOfSegment } from './rendered-name';

/** A name or pattern after rendering, with the variables that it reads. */
export interface RenderedName {
  readonly text: string;
  readonly reads: readonly string[];
  /** What a `yield` tag in it asks for: the name once for each value, under this variable. */
  readonly yielded?: { readonly name: string; readonly values: readonly TemplateValue[] };
}

/**
 * Renders the text of a name or pattern.
 * @param file what messages name
 * @param variables what the names above it yield for it
 */
export type RenderName = (text: string, file: string, variables: TemplateContext) => RenderedName;

/** What a source becomes, as far as the names on the way to it say. */
export interface Destination {
  /** Relative to the folder that is made, with forward slashes; empty for that folder itself. */
  readonly path: string;
  /** What the names on the way yield. */
  readonly variables: TemplateContext;
  /** The variables that the names on the way read. */
  readonly reads: readonly string[];
  /** The paths that the last name on the way adds: several where it holds slashes. */
  readonly made: readonly string[];
}

/** Where every path begins. */
export const NOWHERE_YET: Destination = { path: '', variables: new Map(), reads: [], made: [] };

/**
 * What a source becomes below each of the folders that its own folder becomes: none where its name renders to
 * nothing, several where it yields.
 * @param file the source relative to the template
 * @throws `template_render_error` for a name that leads elsewhere
 */
export function destinationsOf(
  name: string,
  file: string,
  above: readonly Destination[],
  render: RenderName,
): Destination[] {
  return above.flatMap((folder) => {
    const first = render(name, file, folder.variables);
    const { yielded } = first;
    if (yielded === undefined) return below(folder, first, file, folder.variables);
    return yielded.values.flatMap((value) => {
      const variables = new Map([...folder.variables, [yielded.name, value]]);
      return below(folder, render(name, file, variables), file, variables);
    });
  });
}

function below(
  folder: Destination,
  { text, reads }: RenderedName,
  file: string,
  variables: TemplateContext,
): Destination[] {
  if (text === '') return [];
  const answers = reads.filter((name) => !variables.has(name));
  const made: string[] = [];
  let place = folder.path;
  for (const name of namesOfSegment(text, file, answers)) {
    place = place === '' ? name : `${place}/${name}`;
    made.push(place);
  }
  return [{ path: place, variables, reads: [...new Set([...answers, ...folder.reads])], made }];
}
