import { BlockList } from 'node:net';
import { expect, test } from '@jest/globals';
import { toNetworks } from '../../shared/http/networks.ts';
import { warningsOf } from './check-address.ts';

const none = new BlockList();

test('warningsOf warns of a name that stands for what is not allowed', async () => {
  expect(await warningsOf('http://localhost/hook', none)).toMatchObject([
    { code: 'privateNetwork', host: 'localhost', networks: expect.arrayContaining(['127.0.0.1/32']) },
  ]);
  expect(await warningsOf('http://localhost/hook', toNetworks(['127.0.0.0/8', '::1/128']))).toEqual([]);
});

test('warningsOf takes an address as it is', async () => {
  expect(await warningsOf('http://[2606:4700::1111]/hook', none)).toEqual([]);
  expect(await warningsOf('http://8.8.8.8/hook', none)).toEqual([]);
});
