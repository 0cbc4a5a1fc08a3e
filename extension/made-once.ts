/**
 * Something that takes its time, made when it is first asked for, and anew after it was forgotten. What failed is tried
 * again by the next who asks.
 */
export class MadeOnce<Value> {
  private made: Promise<Value> | undefined;

  constructor(private readonly make: () => Promise<Value>) {}

  /** As it was made, or is being made; undefined where nobody has asked for it. */
  get current(): Promise<Value> | undefined {
    return this.made;
  }

  get(): Promise<Value> {
    if (this.made !== undefined) return this.made;
    const own = this.make();
    this.made = own;
    own.catch(() => {
      // Another one may have been asked for meanwhile.
      if (this.made === own) this.made = undefined;
    });
    return own;
  }

  /** Returns what is forgotten, for whoever has to end it. */
  forget(): Promise<Value> | undefined {
    const { made } = this;
    this.made = undefined;
    return made;
  }
}
