/** Why the documents' test does not run a command. */
interface NotRun {
  readonly because: string;
  /** The test that runs the same code, where there is one. */
  readonly instead?: string;
}

const GOES_ON = 'does not end by itself';
const TOO_LONG = 'takes minutes, or more';

/** Commands that documents name and their test does not run, by their first words; settings in front of them do not count. */
export const NOT_RUN: Readonly<Record<string, NotRun>> = {
  'npm start': { because: GOES_ON, instead: 'apps/server/src/start.test.ts' },
  'npm run dev': { because: `${GOES_ON}; but for how pages are compiled it is npm start` },
  'npm test': { because: 'is what runs this' },
  'npm ci': { because: 'would exchange the packages that the tests run with' },
  'npm install': { because: 'would exchange the packages that the tests run with' },
  'npm run check': { because: `${TOO_LONG}; stands beside the tests in .ci/run` },
  'npm run generate': { because: 'would write anew what other tests read meanwhile; every test run begins with it' },
  'npm run bench': { because: TOO_LONG },
  'npm run demo': { because: TOO_LONG, instead: 'test/e2e/evening.test.ts' },
  'npm run faults': { because: TOO_LONG, instead: 'test/faults/faults.test.ts' },
  'npm run recognition-report': { because: TOO_LONG, instead: 'test/recognition/recognition-report.test.ts' },
  'npm run scale': { because: 'measures for minutes first', instead: 'test/scale/plan.test.ts' },
  'npm run hostile': { because: TOO_LONG, instead: 'inference/src/adapters/hostile-files.test.ts' },
  'npm run abuse': { because: TOO_LONG, instead: 'test/abuse/abuse.test.ts' },
  'npm run crash': { because: TOO_LONG, instead: 'test/crash/campaign.test.ts' },
  'npm run rehearse': { because: TOO_LONG, instead: 'test/e2e/archive-job.test.ts' },
  'npm run screens': { because: TOO_LONG, instead: 'test/e2e/accessibility.test.ts' },
  'npm run train:workbench': { because: TOO_LONG, instead: 'inference/src/training/tape.test.ts' },
  'npm run release-contract': {
    because: 'would write into docs/contract',
    instead: 'test/contract/contract.test.ts',
  },
  'npx actionary models pull': { because: 'downloads', instead: 'inference/src/models/download.test.ts' },
  'npx actionary recognize rtsp://camera-3/line': {
    because: 'needs a camera',
    instead: 'inference/src/cli/recognize-live.test.ts',
  },
};

/** The entry of {@link NOT_RUN} that a command falls under. */
export function notRunEntry(command: string): string | undefined {
  const typed = `${command.replace(/^(\w+=\S+ )+/, '')} `;
  return Object.keys(NOT_RUN).find((start) => typed.startsWith(`${start} `));
}
