/**
 * `npm run abuse [-- LIMIT_MS]`: sends every hostile request to the product as it runs in production, and tells how much
 * of its processor each one took before it was refused. Ends with an error where one was carried out, broke something, told
 * how the product is made, or took longer than the limit (default 50 ms).
 */
import { runAbuse } from './run-abuse.ts';

const [limitMs = 50] = process.argv.slice(2).map(Number);
const say = (text: string) => process.stdout.write(`${text}\n`);

const measured = await runAbuse(limitMs);
const slow = measured.filter(({ cpuMs }) => cpuMs > limitMs);
const wrong = measured.filter(({ problems }) => problems.length > 0);
const worst = measured.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 20);
for (const { request, cpuMs, status, codes } of worst)
  say(`${cpuMs.toFixed(1).padStart(8)} ms  ${request.name} (${status}${codes.length > 0 ? ` ${codes[0]}` : ''})`);
for (const { request, problems } of wrong) say(`BROKEN ${request.name} ${problems.join(', ')}`);
for (const { request, cpuMs } of slow) say(`SLOW ${request.name}: ${cpuMs.toFixed(0)} ms`);
say(
  `${measured.length} requests, ${wrong.length} not refused as they should be, ${slow.length} over ${limitMs} ms of processor`,
);
process.exitCode = wrong.length + slow.length === 0 ? 0 : 1;
