/** Keeps webhooks out of networks that the outside does not reach: whoever names an address could make this server ask there. */
import { lookup as resolve } from 'node:dns';
import { isIP } from 'node:net';
import type { BlockList, LookupFunction } from 'node:net';
import { toNetworks } from '../../shared/http/networks.ts';

/** Special purposes (IANA's registries), and a cloud's own service. */
const SPECIAL = toNetworks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]);
/** All of IPv6 that is given out; addresses that stand for others (mapped, translated) lie outside. */
const GLOBAL_V6 = toNetworks(['2000::/3']);

/** @param allowed networks that may be reached whatever they are */
export function isReachable(address: string, allowed: BlockList): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  if (allowed.check(address, kind)) return true;
  return !SPECIAL.check(address, kind) && (family === 4 || GLOBAL_V6.check(address, kind));
}

/** An address lies in a network that is not allowed. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  /** What the host stands for; itself where it is an address. */
  readonly addresses: readonly string[];

  constructor(host: string, addresses: readonly string[]) {
    const found = addresses.join(', ');
    const where = found === host ? `${host} lies` : `${host} is ${found},`;
    super(`${where} in a network that the setting WEBHOOK_NETWORKS does not allow`);
    this.addresses = addresses;
  }
}

/** Refuses a host that is an address itself: nobody looks it up. @throws {NetworkError} */
export function refuseAddress({ hostname }: URL, allowed: BlockList): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !isReachable(address, allowed)) throw new NetworkError(hostname, [address]);
}

/** Looks up a name for one connection, which is made to an address that was checked here, and to no other. */
export function guardedLookup(allowed: BlockList): LookupFunction {
  return (hostname, { all: areAllWanted, ...options }, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const reachable = found.filter(({ address }) => isReachable(address, allowed));
      const [first] = reachable;
      if (!first) {
        const addresses = found.map(({ address }) => address);
        return callback(new NetworkError(hostname, addresses), '');
      }
      if (areAllWanted) callback(null, reachable);
      else callback(null, first.address, first.family);
    });
  };
}
