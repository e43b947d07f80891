/** Says which tests passed only when they were tried again, and ends a test run with `N passed, N failed[, N skipped]` alone on a line. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const broken = results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${results.numFailedTests + broken} failed`];
    if (skipped > 0) counts.push(`${skipped} skipped`);
    const again = results.testResults.flatMap((file) => file.testResults.filter((test) => test.invocations > 1));
    for (const { fullName, status } of again) process.stdout.write(`tried again (${status}): ${fullName}\n`);
    // The summary that jest prints itself comes after reporters have run; the exit handler comes last.
    process.once('exit', () => process.stdout.write(`${counts.join(', ')}\n`));
  }
};
