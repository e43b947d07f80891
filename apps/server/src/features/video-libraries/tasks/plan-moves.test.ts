import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { planMoves } from './plan-moves.ts';

const file = (path: string, contentSha256: string) => ({ path, contentSha256 });
const lost = (id: string, path: string, contentSha256: string) => ({ id, path, contentSha256 });
const nothing = { arrivals: [], lost: [], keptContents: new Set<string>(), elsewhere: [] };

describe('planMoves', () => {
  test('sends a video after its content', () => {
    const arrivals = [file('new/b.mp4', 'X'), file('c.mp4', 'Y')];
    expect(planMoves({ ...nothing, arrivals, lost: [lost('1', 'a.mp4', 'X')] })).toEqual([
      { videoId: '1', path: 'new/b.mp4' },
    ]);
  });

  test('lets names change places', () => {
    const arrivals = [file('a.mp4', 'Y'), file('b.mp4', 'X')];
    expect(planMoves({ ...nothing, arrivals, lost: [lost('1', 'a.mp4', 'X'), lost('2', 'b.mp4', 'Y')] })).toEqual([
      { videoId: '2', path: 'a.mp4' },
      { videoId: '1', path: 'b.mp4' },
    ]);
  });

  test('takes the same path, then the same name, then the first path', () => {
    const arrivals = ['a.mp4', 'new/B.mp4', 'new/z.mp4', 'x.mp4'].map((path) => file(path, 'X'));
    const videos = [lost('1', 'a.mp4', 'X'), lost('2', 'old/b.mp4', 'X'), lost('3', 'old/c.mp4', 'X')];
    expect(planMoves({ ...nothing, arrivals, lost: videos })).toEqual([
      { videoId: '1', path: 'a.mp4' },
      { videoId: '2', path: 'new/B.mp4' },
      { videoId: '3', path: 'new/z.mp4' },
    ]);
  });

  test.each([
    ['of one video there and one file here', {}, [{ videoId: '9', path: 'a.mp4' }]],
    ['but not while its file is still there', { elsewhere: [{ ...lost('9', 'a.mp4', 'X'), isLost: false }] }, []],
    [
      'nor where two could be meant',
      { elsewhere: ['8', '9'].map((id) => ({ ...lost(id, 'a.mp4', 'X'), isLost: id === '9' })) },
      [],
    ],
    ['nor where two files have come', { arrivals: [file('a.mp4', 'X'), file('b.mp4', 'X')] }, []],
    ['nor beside a file of that content', { keptContents: new Set(['X']) }, []],
    ['nor before a video of its own', { lost: [lost('1', 'b.mp4', 'X')] }, [{ videoId: '1', path: 'a.mp4' }]],
  ])('takes a video of another library %s', (_, differences, expected) => {
    const elsewhere = [{ ...lost('9', 'a.mp4', 'X'), isLost: true }];
    expect(planMoves({ ...nothing, arrivals: [file('a.mp4', 'X')], elsewhere, ...differences })).toEqual(expected);
  });

  test('moves each video and each path at most once, to its own content, and as many as there can be', () => {
    const content = fc.constantFrom('X', 'Y', 'Z');
    const path = fc.constantFrom('a', 'b', 'c/a', 'c/b', 'd', 'É', 'É').map((name) => `${name}.mp4`);
    const files = fc.uniqueArray(fc.record({ path, contentSha256: content }), { selector: (each) => each.path });
    fc.assert(
      fc.property(files, fc.array(fc.record({ path, contentSha256: content })), (arrivals, without) => {
        const videos = without.map((video, index) => ({ ...video, id: String(index) }));
        const moves = planMoves({ ...nothing, arrivals, lost: videos });
        expect(new Set(moves.map(({ videoId }) => videoId)).size).toBe(moves.length);
        expect(new Set(moves.map((move) => move.path)).size).toBe(moves.length);
        const contentOf = new Map(arrivals.map((each) => [each.path, each.contentSha256]));
        for (const move of moves)
          expect(contentOf.get(move.path)).toBe(videos.find(({ id }) => id === move.videoId)!.contentSha256);
        const count = (all: readonly { contentSha256: string }[], of: string) =>
          all.filter(({ contentSha256 }) => contentSha256 === of).length;
        const most = ['X', 'Y', 'Z'].map((of) => Math.min(count(arrivals, of), count(videos, of)));
        expect(moves).toHaveLength(most.reduce((sum, each) => sum + each));
      }),
    );
  });
});
