/** What people can do about a failed download. */
export type PullRemedy = 'network' | 'checksum' | 'disk';

/** @param code of the job's failure, as the inference package names it */
export function remedyOf(code: string): PullRemedy {
  if (code === 'CHECKSUM' || code === 'INVALID') return 'checksum';
  if (code === 'NOT_WRITTEN') return 'disk';
  return 'network';
}
