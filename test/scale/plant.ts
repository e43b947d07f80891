/** What is filmed, and what is made of it. Not measured: to be replaced by a plant's own figures. */
export interface Plant {
  /** From the beginning of the first one, which begins the day; they follow each other. */
  readonly shifts: readonly Shift[];
  /** Minutes of a camera's files. */
  readonly fileMinutes: number;
  readonly bitrateMbit: number;
  /** Frames that are encoded of each second. */
  readonly framesPerSecond: number;
  readonly secondsPerSegment: number;
  /** Share of the cameras whose files all come when the shift ends, instead of each when it is full. */
  readonly lateShare: number;
  /** How often an hour of each station is asked for, by MES and people. */
  readonly queriesPerCameraHour: number;
  /** Days that files are kept, by whoever keeps them. */
  readonly fileDays: number;
  /** Days that embeddings are kept (`embeddingsDays` of a library). */
  readonly embeddingDays: number;
  /** Days that segments are kept. */
  readonly segmentDays: number;
  /** Minutes that 99 of 100 files wait for a worker at most. */
  readonly patienceMinutes: number;
  /** Of each machine, as much is used at most, the rest is room. */
  readonly fullShare: number;
  readonly worker: WorkerMachine;
  readonly database: DatabaseMachine;
  readonly storage: StorageMachine;
}

interface Shift {
  readonly hours: number;
  /** Share of the cameras that film in it. */
  readonly share: number;
}

interface WorkerMachine {
  /** As many times as much is done as it has more cores than the one that was measured. */
  readonly cores: number;
}

interface DatabaseMachine {
  readonly cores: number;
  readonly memoryGib: number;
  readonly diskTb: number;
  /** What its disk takes of the journal. */
  readonly journalMbPerSecond: number;
  readonly connections: number;
  readonly networkMbit: number;
}

/** A server of files. */
interface StorageMachine {
  readonly diskTb: number;
  readonly networkMbit: number;
}

/** Three shifts, the last one with few stations; large machines as they are sold. */
export const PLANT: Plant = {
  shifts: [
    { hours: 8, share: 1 },
    { hours: 8, share: 0.8 },
    { hours: 8, share: 0.3 },
  ],
  fileMinutes: 10,
  bitrateMbit: 4,
  framesPerSecond: 2,
  secondsPerSegment: 6,
  lateShare: 0.1,
  queriesPerCameraHour: 60,
  fileDays: 30,
  embeddingDays: 90,
  segmentDays: 730,
  patienceMinutes: 15,
  fullShare: 0.7,
  worker: { cores: 32 },
  database: { cores: 32, memoryGib: 256, diskTb: 30, journalMbPerSecond: 500, connections: 1000, networkMbit: 25_000 },
  storage: { diskTb: 500, networkMbit: 25_000 },
};

/** Hours that one camera films a day, on average. */
export function filmedHours({ shifts }: Plant): number {
  return shifts.reduce((sum, { hours, share }) => sum + hours * share, 0);
}

/** The largest share of the cameras that film at once. */
export function busiestShare({ shifts }: Plant): number {
  return Math.max(...shifts.map(({ share }) => share));
}
