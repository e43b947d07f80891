import { readdir, readFile } from 'node:fs/promises';

/** The most resident memory that this process has ever had, MiB. Only Linux tells that of this process alone. */
export async function peakOfThisProcess(): Promise<number> {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  return (await peakIn('self')).peakMib;
}

/** The most that the largest of this process's children has had, MiB; 0 where there is none, or the system does not tell. */
export async function peakOfChildren(): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const ids = (await readdir('/proc')).filter((id) => /^\d+$/.test(id));
  const found = await Promise.all(ids.map(peakIn));
  return Math.max(...found.map(({ parentId, peakMib }) => (parentId === process.pid ? peakMib : 0)));
}

/** The most that a process has had, MiB; 0 where it has gone. */
export async function peakOf(pid: number): Promise<number> {
  return (await peakIn(String(pid))).peakMib;
}

async function peakIn(id: string): Promise<{ readonly parentId: number; readonly peakMib: number }> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
  return {
    parentId: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]),
    peakMib: Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024,
  };
}
