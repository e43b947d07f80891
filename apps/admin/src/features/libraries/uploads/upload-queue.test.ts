import { describe, expect, it } from '@jest/globals';
import { UploadQueue } from './upload-queue.ts';
import type { TransferEvents } from './upload-queue.ts';

interface Opened {
  readonly name: string;
  readonly events: TransferEvents;
  readonly calls: string[];
}

function createQueue(concurrency = 2) {
  const opened: Opened[] = [];
  const queue = new UploadQueue(
    (file, _, events) => {
      const calls: string[] = [];
      opened.push({ name: file.name, events, calls });
      return { pause: () => void calls.push('pause'), discard: () => void calls.push('discard') };
    },
    { concurrency },
  );
  const states = () => queue.items().map(({ name, state }) => `${name} ${state}`);
  return { queue, opened, states };
}

const file = (name: string) => new File(['12345'], name, { lastModified: 1 });

describe('UploadQueue', () => {
  it('sends as many at a time as it may, and the next when one is done', () => {
    const { queue, opened, states } = createQueue();
    queue.add('library', [file('a'), file('b'), file('c')]);
    expect(states()).toEqual(['a running', 'b running', 'c waiting']);
    opened[0]!.events.onDone(opened[0]!.name);
    expect(states()).toEqual(['a done', 'b running', 'c running']);
  });

  it('tells what has been sent', () => {
    const { queue, opened } = createQueue();
    let count = 0;
    queue.subscribe(() => count++);
    queue.add('library', [file('a')]);
    opened[0]!.events.onProgress(3);
    expect(queue.items()[0]).toMatchObject({ sentBytes: 3, sizeBytes: 5 });
    expect(count).toBe(2);
  });

  it('passes over a file that is on its way to the same library', () => {
    const { queue, states } = createQueue();
    queue.add('library', [file('a')]);
    queue.add('library', [file('a')]);
    queue.add('other', [file('a')]);
    expect(states()).toEqual(['a running', 'a running']);
  });

  it('pauses one, lets the next go first, and goes on later', () => {
    const { queue, opened, states } = createQueue(1);
    queue.add('library', [file('a'), file('b')]);
    queue.pause('1');
    expect(opened[0]!.calls).toEqual(['pause']);
    expect(states()).toEqual(['a paused', 'b running']);
    queue.resume('1');
    expect(states()).toEqual(['a waiting', 'b running']);
    opened[1]!.events.onDone(opened[1]!.name);
    expect(states()).toEqual(['a running', 'b done']);
  });

  it('hears nothing more from a transfer that was paused', () => {
    const { queue, opened, states } = createQueue();
    queue.add('library', [file('a')]);
    queue.pause('1');
    opened[0]!.events.onProgress(4);
    queue.resume('1');
    opened[0]!.events.onProblem({ status: null, message: 'late' });
    expect(states()).toEqual(['a running']);
    expect(queue.items()[0]!.sentBytes).toBe(0);
  });

  it('throws away what the server has of one that is given up', () => {
    const { queue, opened, states } = createQueue(1);
    queue.add('library', [file('a'), file('b')]);
    queue.remove('1');
    expect(opened[0]!.calls).toEqual(['discard']);
    expect(states()).toEqual(['b running']);
  });

  it('tells that the connection is gone until something is sent again', () => {
    const { queue, opened } = createQueue();
    queue.add('library', [file('a')]);
    opened[0]!.events.onInterrupted();
    expect(queue.items()[0]).toMatchObject({ state: 'running', isInterrupted: true, bytesPerSecond: null });
    opened[0]!.events.onProgress(2);
    expect(queue.items()[0]).toMatchObject({ state: 'running', isInterrupted: false, sentBytes: 2 });
  });

  it('goes on after a lost connection, but not after a refusal', () => {
    const { queue, opened, states } = createQueue();
    queue.add('library', [file('a'), file('b')]);
    opened[0]!.events.onProblem({ status: null, message: 'no answer' });
    opened[1]!.events.onProblem({ status: 413, message: 'too large' });
    expect(states()).toEqual(['a failed', 'b failed']);
    queue.resumeDisconnected();
    expect(states()).toEqual(['a running', 'b failed']);
    expect(queue.items()[1]!.problem).toEqual({ status: 413, message: 'too large' });
  });
});
