import { expect, test } from '@jest/globals';
import { choiceIn } from '../../../lib/video-choice.ts';
import { selectionOf } from './chosen.ts';

const anything = choiceIn(new URLSearchParams());
const ofStation = choiceIn(new URLSearchParams('station=s'));

test('selectionOf names libraries, and narrows them, or all of them, where there are conditions', () => {
  const nothing = { videoIds: [], libraryIds: [], choice: anything };
  expect(selectionOf(nothing)).toBeNull();
  expect(selectionOf({ ...nothing, libraryIds: ['l'] })).toEqual({ videoIds: [], libraryIds: ['l'], filter: null });
  expect(selectionOf({ ...nothing, videoIds: ['v'] })).toMatchObject({ videoIds: ['v'], filter: null });
  expect(selectionOf({ ...nothing, choice: ofStation })).toMatchObject({
    libraryIds: [],
    filter: { equipmentNodeId: 's' },
  });
  expect(selectionOf({ ...nothing, libraryIds: null })).toMatchObject({ libraryIds: [], filter: { text: null } });
});
