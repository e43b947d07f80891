import { describe, expect, test } from '@jest/globals';
import { BlockList } from 'node:net';
import { toNetworks } from '../../shared/http/networks.ts';
import { guardedLookup, isReachable, NetworkError, refuseAddress } from './network-guard.ts';

const none = new BlockList();
const hostOf = (host: string) => new URL(`http://${host}/hook`);

describe('an address that is refused', () => {
  test.each([
    // As addresses are written …
    ['0.0.0.0', 'this host'],
    ['10.0.0.1', 'private'],
    ['10.255.255.255', 'private'],
    ['100.64.0.1', 'shared by carriers'],
    ['100.100.100.200', 'metadata of a cloud'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['168.63.129.16', 'a service of a cloud'],
    ['169.254.0.1', 'link-local'],
    ['169.254.169.254', 'metadata of clouds'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.192', 'metadata of a cloud'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', 'relays'],
    ['192.168.0.1', 'private'],
    ['192.168.255.255', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['198.19.255.255', 'benchmarks'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['[::]', 'this host'],
    ['[::1]', 'loopback'],
    ['[::7f00:1]', 'stands for 127.0.0.1'],
    ['[::ffff:127.0.0.1]', 'maps 127.0.0.1'],
    ['[::ffff:a9fe:a9fe]', 'maps 169.254.169.254'],
    ['[::ffff:8.8.8.8]', 'maps, whatever it is'],
    ['[64:ff9b::7f00:1]', 'is translated'],
    ['[64:ff9b:1::a00:1]', 'is translated'],
    ['[100::1]', 'discarded'],
    ['[2001::1]', 'Teredo'],
    ['[2001:db8::1]', 'documentation'],
    ['[2002:7f00:1::]', '6to4 of 127.0.0.1'],
    ['[3fff::1]', 'documentation'],
    ['[fc00::1]', 'unique local'],
    ['[fd00:ec2::254]', 'metadata of a cloud'],
    ['[fe80::1]', 'link-local'],
    ['[fec0::1]', 'site-local'],
    ['[ff02::1]', 'multicast'],
    // … and as they are written to get by.
    ['2130706433', 'decimal'],
    ['0x7f000001', 'hexadecimal'],
    ['017700000001', 'octal'],
    ['0177.0.0.1', 'octal parts'],
    ['0x7f.1', 'short'],
    ['127.1', 'short'],
    ['127.0.0.1.', 'with a dot'],
    ['0', 'nothing'],
    ['１２７.０.０.１', 'wide digits'],
    ['127。0。0。1', 'wide dots'],
    ['%31%32%37.0.0.1', 'escaped'],
    ['①②⑦.⓪.⓪.①', 'circled digits'],
  ])('%s: %s', (host) => {
    expect(() => refuseAddress(hostOf(host), none)).toThrow(NetworkError);
  });
});

test.each(['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '[2606:4700::1111]'])(
  '%s is reachable',
  (host) => {
    expect(() => refuseAddress(hostOf(host), none)).not.toThrow();
  },
);

test('what a setting allows is reachable, and nothing beside it', () => {
  const allowed = toNetworks(['10.20.0.0/16', 'fd12::/16']);
  const reachable = ['10.20.3.4', '::ffff:10.20.3.4', 'fd12::1', '10.21.0.1', '::ffff:10.21.0.1', 'fd13::1', 'name'];
  expect(reachable.map((address) => isReachable(address, allowed))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test.each(['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', 'plant/8', '10.0.0/8', '10.0.0.0/8 '])(
  '%j is no network',
  (cidr) => {
    expect(() => toNetworks([cidr])).toThrow(RangeError);
  },
);

describe('a name', () => {
  const look = (allowed: BlockList, all: boolean) =>
    new Promise<unknown>((resolve) => {
      guardedLookup(allowed)('localhost', { all, family: 4 }, (error, address, family) =>
        resolve(error ?? (all ? address : [{ address, family }])),
      );
    });

  test.each([true, false])('is refused where all it stands for is (all: %s)', async (all) => {
    const error = await look(none, all);
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as Error).message).toBe(
      'localhost is 127.0.0.1, in a network that the setting WEBHOOK_NETWORKS does not allow',
    );
  });

  test.each([true, false])('gives what is allowed (all: %s)', async (all) => {
    expect(await look(toNetworks(['127.0.0.0/8']), all)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });
});
