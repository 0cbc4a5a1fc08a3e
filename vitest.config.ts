import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // All cores: left to itself, vitest keeps one of them free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Unit tests replace no modules and leave nothing behind: they may share what they load.
          isolate: false,
          // They make many values that live shortly: room for these spares the collector most of its work.
          execArgv: ['--max-semi-space-size=64'],
          globalSetup: ['test/support/unit-run.ts'],
          setupFiles: ['test/support/seed.ts', 'test/support/unit-file.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          setupFiles: ['test/support/seed.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          // What takes its time by the clock, and one core each.
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          setupFiles: ['test/support/seed.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'editor',
          include: ['test/editor/**/*.test.ts'],
          setupFiles: ['test/support/seed.ts', 'test/editor/failures.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
