import type { Sight } from './placed-problems';
import type { FolderProblems } from './tally';

/**
 * What is shown of a folder besides what an audit said of it.
 * @param isOpen whether somebody looks at the folder: then its overrides are read also where none lets anything pass
 */
export type SightOf = (problems: FolderProblems, isOpen?: boolean) => Promise<Sight>;
