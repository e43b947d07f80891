import { describe, expect, it } from '@jest/globals';
import { stepsTaken } from './first-steps.ts';

const demo = {
  libraries: [{ externalId: 'workbench-demo', videoCount: 3 }],
  vocabularies: [{ externalId: 'workbench-demo', latestPublished: {} }],
  recognitions: [{ recipe: { externalId: 'workbench-demo' } }],
};

describe('stepsTaken', () => {
  it('does not count the demo', () => {
    expect([...stepsTaken(demo)]).toEqual([]);
  });

  it('counts videos and published words of one’s own', () => {
    const own = {
      ...demo,
      libraries: [...demo.libraries, { externalId: null, videoCount: 1 }],
      vocabularies: [...demo.vocabularies, { externalId: null, latestPublished: {} }],
    };
    expect([...stepsTaken(own)]).toEqual(['videos', 'words']);
  });

  it('counts neither an empty library nor a draft', () => {
    const begun = {
      libraries: [{ externalId: null, videoCount: 0 }],
      vocabularies: [{ externalId: null, latestPublished: null }],
      recognitions: [{ recipe: { externalId: 'own' } }],
    };
    expect([...stepsTaken(begun)]).toEqual(['recognise']);
  });
});
