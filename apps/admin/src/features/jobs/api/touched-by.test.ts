import { expect, test } from '@jest/globals';
import { touchedBy } from './touched-by.ts';

test('touchedBy reads the nouns in an operation’s name', () => {
  const operations = [
    'Jobs',
    'Videos',
    'VideoSegments',
    'VideoLibraries',
    'RecognitionPage',
    'Encoders',
    'Vocabularies',
    'Adapters',
    'TrainingReadiness',
    'Calibrations',
  ];
  const touched = (kind: string) => operations.filter((operation) => touchedBy(kind, operation));
  expect(touched('scan')).toEqual(['Jobs', 'Videos', 'VideoLibraries']);
  expect(touched('recognize')).toEqual(['Jobs', 'Videos', 'VideoLibraries', 'RecognitionPage']);
  expect(touched('pull')).toEqual(['Jobs', 'Encoders']);
  expect(touched('train')).toEqual(['Jobs', 'Adapters', 'TrainingReadiness']);
  expect(touched('calibrate')).toEqual(['Jobs', 'Calibrations']);
  expect(touched('a kind to come')).toEqual(operations.filter((operation) => operation !== 'VideoSegments'));
});
