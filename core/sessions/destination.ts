import { ExlabError, destinationExists, type ErrorShape } from '../system';

/** What `details.taken` says of an error where somebody else has the destination. */
const DESTINATION = 'destination';

/** The error of a creation whose destination somebody else has: nothing was made, and another time or name will do. */
export function destinationTaken(destination: string, cause?: unknown): ExlabError {
  const shape = destinationExists(destination).toShape();
  return new ExlabError({ ...shape, details: { ...shape.details, taken: DESTINATION } }, { cause });
}

/** Whether it is the destination that somebody else has: a name that is taken inside of what is made is another matter. */
export function isDestinationTaken({ code, details }: Pick<ErrorShape, 'code' | 'details'>): boolean {
  return code === 'destination_exists' && details?.taken === DESTINATION;
}
