import { describe, expect, it } from '@jest/globals';
import { summarize } from './summary.ts';
import type { UploadItem } from './upload-queue.ts';

const upload = (change: Partial<UploadItem>): UploadItem => ({
  id: '1',
  libraryId: 'library',
  name: 'a.mp4',
  placedName: null,
  sizeBytes: 1000,
  sentBytes: 0,
  state: 'waiting',
  problem: null,
  bytesPerSecond: null,
  isInterrupted: false,
  ...change,
});

describe('summarize', () => {
  it('adds up, and leaves what is paused out of the time that is left', () => {
    const items = [
      upload({ state: 'done', sentBytes: 1000 }),
      upload({ state: 'running', sentBytes: 500, bytesPerSecond: 100 }),
      upload({ state: 'running', sentBytes: 200, bytesPerSecond: 150 }),
      upload({ state: 'waiting' }),
      upload({ state: 'paused', sentBytes: 300 }),
    ];
    expect(summarize(items)).toEqual({
      sentBytes: 2000,
      sizeBytes: 5000,
      doneCount: 1,
      bytesPerSecond: 250,
      etaMs: 9200,
    });
  });

  it('knows no time without a rate', () => {
    expect(summarize([upload({})]).etaMs).toBeNull();
  });
});
