const { createHash } = require('node:crypto');

const { SEED = '1' } = process.env;

/**
 * Test files in an order that a seed draws: what a file leaves in the modules of its worker, others meet.
 * `SEED=2 npm test -- --runInBand --testSequencer=./test/native/shuffled.cjs`
 */
module.exports = class ShuffledSequencer {
  sort(tests) {
    const placeOf = ({ path }) => createHash('sha256').update(`${SEED} ${path}`).digest('hex');
    return tests.toSorted((one, other) => placeOf(one).localeCompare(placeOf(other)));
  }

  /** Jest's own order goes by how long files took; this one takes no notes. */
  cacheResults() {}
};
