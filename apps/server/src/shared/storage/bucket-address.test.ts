import { describe, expect, test } from '@jest/globals';
import { formatBucketAddress, isWithin, parseBucketAddress } from './bucket-address.ts';

const parse = (address: string) => parseBucketAddress(address)!;

describe('parseBucketAddress', () => {
  test.each([
    ['s3://plant-3', 'plant-3', '', 's3://plant-3'],
    ['s3://plant-3/', 'plant-3', '', 's3://plant-3'],
    ['s3://plant.3/line 2/日勤/', 'plant.3', 'line 2/日勤/', 's3://plant.3/line 2/日勤'],
  ])('reads %s', (address, bucket, prefix, written) => {
    expect(parseBucketAddress(address)).toEqual({ bucket, prefix });
    expect(formatBucketAddress(parse(address))).toBe(written);
  });

  test.each([
    '/mnt/videos',
    's3://',
    's3:///line',
    's3://Plant',
    's3://a',
    's3://plant//line',
    's3://plant/../other',
    's3://plant?x',
  ])('knows no bucket at %s', (address) => expect(parseBucketAddress(address)).toBeNull());
});

describe('isWithin', () => {
  test('knows what is below, and not what only begins alike', () => {
    const line = parse('s3://plant/line-2');
    expect(['s3://plant/line-2', 's3://plant/line-2/day'].map((each) => isWithin(parse(each), line))).toEqual([
      true,
      true,
    ]);
    const others = ['s3://plant', 's3://plant/line-20', 's3://other/line-2'];
    expect(others.some((each) => isWithin(parse(each), line))).toBe(false);
    expect(isWithin(line, parse('s3://plant'))).toBe(true);
  });
});
