/** Things that turn out to be the same, put together two at a time; each is known by a text. */
export class DisjointSets {
  private readonly parents = new Map<string, string>();

  /** The one of its set that stands for all of them. */
  find(one: string): string {
    let root = one;
    for (let above = this.parents.get(root); above !== undefined; above = this.parents.get(root))
      root = above;
    // The way is made short for who asks next.
    for (let at = one; at !== root;) {
      const above = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = above;
    }
    return root;
  }

  unite(one: string, other: string): void {
    const [left, right] = [this.find(one), this.find(other)];
    if (left !== right) this.parents.set(right, left);
  }
}
