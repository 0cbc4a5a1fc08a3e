/** Values of which many are alike, each kept once: two that have one text are one. */
export class SharedValues<Value> {
  private readonly byText = new Map<string, Value>();

  /** The value that stands for this one and all like it. */
  share(value: Value): Value {
    const text = JSON.stringify(value);
    if (this.byText.has(text)) return this.byText.get(text) as Value;
    this.byText.set(text, value);
    return value;
  }
}

/** Values in the order in which they are first asked for, for a file that names them by number. */
export class NumberedValues<Value> {
  readonly values: Value[] = [];
  private readonly numbers = new Map<Value, number>();

  numberOf(value: Value): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.numbers.set(value, number);
    return number;
  }
}
