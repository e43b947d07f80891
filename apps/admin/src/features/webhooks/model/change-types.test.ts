import { expect, test } from '@jest/globals';
import { groupTypes, messageKeyOf } from './change-types.ts';

test('types stand with those that are about the same', () => {
  expect(groupTypes(['video.added', 'job.failed', 'video.removed'])).toEqual([
    { noun: 'video', types: ['video.added', 'video.removed'] },
    { noun: 'job', types: ['job.failed'] },
  ]);
});

test('the words of a type have a name without dots', () => {
  expect(['video.added', 'ping'].map(messageKeyOf)).toEqual(['video_added', 'ping']);
});
