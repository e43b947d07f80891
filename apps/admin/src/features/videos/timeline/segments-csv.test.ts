import { expect, test } from '@jest/globals';
import { segmentsCsv } from './segments-csv.ts';

test('segmentsCsv quotes what needs it and lets no label become a formula', () => {
  const concepts = [
    { id: 'a', externalId: 'pick', notation: '10', label: '=1+1', color: '#2f7fc1', searchText: '', isActive: true },
    {
      id: 'b',
      externalId: 'put',
      notation: null,
      label: 'Put, "gently"',
      color: '#e08a00',
      searchText: '',
      isActive: true,
    },
  ];
  const segments = [
    { startMs: 0, endMs: 500, conceptIndex: 0, probability: 0.75, runnersUp: [{ conceptIndex: 1, probability: 0.2 }] },
    { startMs: 500, endMs: 2000, conceptIndex: -1, probability: 0.3, runnersUp: [] },
  ];
  expect(segmentsCsv({ concepts, segments }, '未知').split('\r\n')).toEqual([
    '\uFEFFstart_ms,end_ms,length_ms,concept_id,notation,concept,probability,runners_up',
    `0,500,500,pick,10,'=1+1,0.7500,"Put, ""gently"" 0.200"`,
    '500,2000,1500,,,未知,0.3000,',
    '',
  ]);
});

test.each(['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
  'segmentsCsv guards %j',
  (label) => {
    const concepts = [
      { id: 'a', externalId: 'a', notation: null, label, color: '#2f7fc1', searchText: '', isActive: true },
    ];
    const segments = [{ startMs: 0, endMs: 1, conceptIndex: 0, probability: 1, runnersUp: [] }];
    expect(segmentsCsv({ concepts, segments }, '')).toContain(`'${label}`);
  },
);
