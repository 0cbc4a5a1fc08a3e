/** A suite without a framework: what runs inside the extension host must load fast and print for a machine. */

/** A test passes unless it throws. */
export type Test = () => Promise<void> | void;

/**
 * Makes the `run` that an editor calls: the tests one after the other, in their order, each printed as a line of
 * JSON with `test`, `passed`, `milliseconds` and, if it failed, `error`. It rejects if one failed.
 */
export function suite(tests: Record<string, Test>): () => Promise<void> {
  return async () => {
    const failed: string[] = [];
    for (const [name, test] of Object.entries(tests)) {
      if (!(await passes(name, test))) failed.push(name);
    }
    if (failed.length > 0) throw new Error(`${failed.length} failed: ${failed.join(', ')}`);
  };
}

async function passes(name: string, test: Test): Promise<boolean> {
  const begun = performance.now();
  const elapsed = () => Math.round(performance.now() - begun);
  try {
    await test();
    print({ test: name, passed: true, milliseconds: elapsed() });
    return true;
  } catch (error) {
    print({ test: name, passed: false, milliseconds: elapsed(), error: describe(error) });
    return false;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function print(result: Record<string, unknown>): void {
  console.log(JSON.stringify(result));
}
