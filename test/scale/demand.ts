import type { Plant } from './plant.ts';
import { filmedHours } from './plant.ts';
import type { UnitCosts } from './unit-costs.ts';

/** What an hour of film asks of everything. */
export interface HourOfFilm {
  readonly files: number;
  readonly frames: number;
  readonly segments: number;
  /** Of one worker. */
  readonly workerSeconds: number;
  /** Of PostgreSQL's processors, without questions. */
  readonly databaseCpuSeconds: number;
  readonly journalBytes: number;
  readonly fileBytes: number;
  readonly embeddingBytes: number;
  readonly segmentBytes: number;
  readonly otherRowBytes: number;
}

export function hourOfFilm(costs: UnitCosts, plant: Plant): HourOfFilm {
  const files = 60 / plant.fileMinutes;
  const frames = 3600 * plant.framesPerSecond;
  const segments = 3600 / plant.secondsPerSegment;
  const sum = (video: number, frame: number, segment: number) => files * video + frames * frame + segments * segment;
  return {
    files,
    frames,
    segments,
    workerSeconds: costs.embedHourSeconds + frames / costs.rescoredPerSecond,
    databaseCpuSeconds: sum(costs.videoCpuMs, costs.frameCpuMs, costs.segmentCpuMs) / 1000,
    journalBytes: sum(costs.videoWalBytes, costs.frameWalBytes, costs.segmentWalBytes),
    fileBytes: (plant.bitrateMbit * 1e6 * 3600) / 8,
    embeddingBytes: frames * costs.frameBytes,
    segmentBytes: segments * (costs.segmentRowBytes + costs.segmentIndexBytes),
    otherRowBytes: files * costs.videoBytes,
  };
}

/** What all cameras leave behind. */
export interface Growth {
  readonly fileBytesPerDay: number;
  readonly databaseBytesPerDay: number;
  readonly embeddingBytesPerDay: number;
  readonly segmentsPerDay: number;
  readonly framesPerDay: number;
  /** Once as much goes as comes. */
  readonly keptFileBytes: number;
  readonly keptEmbeddingBytes: number;
  readonly keptSegmentBytes: number;
  readonly keptDatabaseBytes: number;
  readonly keptFrames: number;
  readonly backupBytes: number;
}

export function growthOf(cameraCount: number, costs: UnitCosts, plant: Plant): Growth {
  const hour = hourOfFilm(costs, plant);
  const hours = cameraCount * filmedHours(plant);
  const { embeddingDays, segmentDays, fileDays } = plant;
  const keptFrames = hours * hour.frames * embeddingDays;
  const keptSegments = hours * hour.segments * segmentDays;
  const keptEmbeddingBytes = keptFrames * costs.frameBytes;
  const keptSegmentBytes = hours * hour.segmentBytes * segmentDays;
  const keptOtherBytes = hours * hour.otherRowBytes * segmentDays;
  return {
    fileBytesPerDay: hours * hour.fileBytes,
    databaseBytesPerDay: hours * (hour.embeddingBytes + hour.segmentBytes + hour.otherRowBytes),
    embeddingBytesPerDay: hours * hour.embeddingBytes,
    segmentsPerDay: hours * hour.segments,
    framesPerDay: hours * hour.frames,
    keptFileBytes: hours * hour.fileBytes * fileDays,
    keptEmbeddingBytes,
    keptSegmentBytes,
    keptDatabaseBytes: keptEmbeddingBytes + keptSegmentBytes + keptOtherBytes,
    keptFrames,
    backupBytes: keptFrames * costs.frameBackupBytes + keptSegments * costs.segmentBackupBytes,
  };
}
