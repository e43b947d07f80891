/**
 * `npm run crash [-- SEED [KILLS]]`: kills worker, server and PostgreSQL again and again while everything is at work,
 * starts again what has died, and looks whether anything was lost, doubled or half done. Prints a report as JSON; ends with
 * an error where a promise was not kept.
 */
import { runCampaign } from './campaign.ts';

const [seed = 1, killCount = 200] = process.argv.slice(2).map(Number);
const report = await runCampaign({ seed, killCount }, (line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.violations.length === 0 ? 0 : 1;
