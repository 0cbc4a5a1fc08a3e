/** Why a name is not changed, in a sentence for the user: what is in the way and what to do. */
export class RenameRefused extends Error {
  override readonly name = 'RenameRefused';
}
