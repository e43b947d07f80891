import { describe, expect, it } from '@jest/globals';
import { ownRecognition, stepsTaken } from './first-project.ts';

const demo = {
  libraries: [
    { externalId: 'workbench-demo-packing', videoCount: 1 },
    { externalId: 'workbench-demo-far', videoCount: 6 },
  ],
  vocabularies: [{ externalId: 'workbench-demo', latestPublished: {} }],
  recognitions: [{ recipe: { externalId: 'workbench-demo' } }],
  hasReviews: false,
  hasAdapter: false,
};
const own = { recipe: { externalId: 'own' } };

describe('stepsTaken', () => {
  it('does not count the demo', () => {
    expect([...stepsTaken(demo)]).toEqual([]);
  });

  it('counts videos and published words of one’s own, and the demo as seen', () => {
    const begun = {
      ...demo,
      libraries: [...demo.libraries, { externalId: null, videoCount: 1 }],
      vocabularies: [...demo.vocabularies, { externalId: null, latestPublished: {} }],
    };
    expect([...stepsTaken(begun)]).toEqual(['demo', 'videos', 'words']);
  });

  it('counts neither an empty library nor a draft', () => {
    const begun = {
      ...demo,
      libraries: [{ externalId: null, videoCount: 0 }],
      vocabularies: [{ externalId: null, latestPublished: null }],
      recognitions: [own],
    };
    expect([...stepsTaken(begun)]).toEqual(['demo', 'recognise']);
  });

  it('counts reviews, and what was learned from them', () => {
    expect([...stepsTaken({ ...demo, hasReviews: true, hasAdapter: true })]).toEqual(['demo', 'review', 'train']);
  });
});

describe('ownRecognition', () => {
  it('is the first that is not the demo’s', () => {
    expect(ownRecognition([...demo.recognitions, own])).toBe(own);
    expect(ownRecognition(demo.recognitions)).toBeUndefined();
  });
});
