import path from 'node:path';
import { ModelError } from '../../model-error.ts';
import { readAcceptanceCases, runAcceptanceCase } from '../../models/acceptance.ts';
import type { AcceptanceResult } from '../../models/acceptance.ts';
import { findInstalled } from '../../models/installed.ts';
import type { InstalledEncoder } from '../../models/installed.ts';
import { openInstalled } from '../../models/open-encoder.ts';
import { selfCheck } from '../../models/self-check.ts';
import { verifyFiles } from '../../models/verify.ts';
import { parseCommand, warnTo } from '../command-io.ts';
import type { CommandIo } from '../command-io.ts';

/** `models verify ID`: checksums, a run of both towers, and on demand the published probabilities. */
export async function verifyCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, argument: id, folder } = parseCommand(argv, { acceptance: { type: 'string' } }, 'encoder id');
  const installed = await findInstalled(id, folder);
  await verifyFiles(installed, io);
  io.stdout.write(`${id}: ${installed.entry.files.length} files are intact\n`);
  const check = await selfCheck(installed, io);
  const cosines = `two pictures ${check.pictureCosine.toFixed(3)}, two texts ${check.textCosine.toFixed(3)}`;
  io.stdout.write(`${id}: both towers run, ${check.dims} wide, finite, unit length; cosine of ${cosines}\n`);
  return values.acceptance === undefined ? 0 : acceptance(installed, values.acceptance, io);
}

async function acceptance(installed: InstalledEncoder, folder: string, io: CommandIo): Promise<number> {
  const { id, acceptanceTolerance: limit } = installed.entry;
  if (limit === undefined)
    throw new ModelError('NOT_SUPPORTED', `no published probabilities are known for "${id}"; leave out --acceptance`);
  const cases = await readAcceptanceCases(folder);
  const encoder = await openInstalled(installed, { signal: io.signal, warn: warnTo(io) });
  try {
    const results: AcceptanceResult[] = [];
    for (const one of cases) results.push(await runAcceptanceCase(encoder, one, io));
    for (const result of results) io.stdout.write(report(result));
    const worst = Math.max(...results.map((result) => result.deviation));
    const isAccepted = worst <= limit;
    const verdict = isAccepted ? 'accepted' : 'not accepted';
    io.stdout.write(`${id}: largest deviation ${worst.toFixed(4)}, limit ${limit}: ${verdict}\n`);
    return isAccepted ? 0 : 1;
  } finally {
    await encoder.close();
  }
}

function report({ picture, texts, expected, found }: AcceptanceResult): string {
  const lines = texts.map(
    (text, index) => `  ${text}: ${found[index].toFixed(4)} (published ${expected[index].toFixed(4)})\n`,
  );
  return `${path.basename(picture)}\n${lines.join('')}`;
}
