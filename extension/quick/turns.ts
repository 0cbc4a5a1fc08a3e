/** Lets pieces of work go one after the other, in the order in which they come. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Does it when all before it are over, however they ended. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const own = this.last.then(work, work);
    this.last = own.catch(() => undefined);
    return own;
  }
}
