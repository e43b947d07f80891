/** Runs one suite, for `run-suites.ts`, which tells it which: whatever a suite breaks, it breaks its own process only. */
import { endProducts } from '../factories/product.ts';
import { SUITES } from './suites.ts';
import type { SuiteOptions } from './suite.ts';

process.once('message', ({ name, options }: { name: string; options: SuiteOptions }) => {
  void SUITES.find((suite) => suite.name === name)!
    .run(options)
    .then(
      (findings) => ({ findings }),
      (error: unknown) => ({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .then(async (outcome) => {
      await endProducts();
      process.send!(outcome, () => process.exit());
    });
});
