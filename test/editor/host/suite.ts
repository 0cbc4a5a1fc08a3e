/** A suite without a framework: what runs inside the extension host must load fast and print for a machine. */

/** A test passes unless it throws. */
export type Test = () => Promise<void> | void;

/** How long one test may take: what hangs must not keep the others from being told. */
const MILLISECONDS_FOR_A_TEST = 30_000;

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
    await withinTime(test);
    print({ test: name, passed: true, milliseconds: elapsed() });
    return true;
  } catch (error) {
    print({ test: name, passed: false, milliseconds: elapsed(), error: describe(error) });
    return false;
  }
}

async function withinTime(test: Test): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It did not end within ${MILLISECONDS_FOR_A_TEST / 1000} s.`));
    }, MILLISECONDS_FOR_A_TEST);
  });
  try {
    await Promise.race([Promise.resolve(test()), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function print(result: Record<string, unknown>): void {
  console.log(JSON.stringify(result));
}
