/** What can be said of an endpoint's address before anything is sent there; the guard of deliveries says it. */
import { isIPv6 } from 'node:net';
import type { BlockList } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { WebhookWarning } from '../../../generated/resolvers-types.ts';
import { refuse } from '../../shared/graphql/result.ts';
import { guardedLookup, NetworkError, refuseAddress } from './network-guard.ts';

/** How long a name is looked up; what takes longer says nothing. */
const LOOKUP_MS = 2000;

/** Refuses (INVALID) an address that is never sent to. What is no address is for the store to refuse. */
export function refuseForbidden(text: string, allowed: BlockList): void {
  const url = URL.parse(text.trim());
  if (!url) return;
  try {
    refuseAddress(url, allowed);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const [address = ''] = error.addresses;
    refuse('INVALID', 'url', error.message, {
      reason: 'privateNetwork',
      host: address,
      network: networkOf(address),
    });
  }
}

/** What its name stands for now, where that is never sent to, or that nobody knows it: that may change. */
export async function warningsOf(text: string, allowed: BlockList): Promise<WebhookWarning[]> {
  const host = new URL(text.trim()).hostname.replace(/^\[(.*)\]$/, '$1');
  const stop = new AbortController();
  const error = await Promise.race([
    lookUp(host, allowed),
    setTimeout(LOOKUP_MS, null, { signal: stop.signal, ref: false }).catch(() => null),
  ]);
  stop.abort();
  if (!error) return [];
  const addresses = error instanceof NetworkError ? error.addresses : [];
  const code = error instanceof NetworkError ? 'privateNetwork' : 'unknownHost';
  return [{ code, host, networks: addresses.map(networkOf), message: error.message }];
}

/** @returns why nothing can be sent there; null where something can */
function lookUp(host: string, allowed: BlockList): Promise<Error | null> {
  return new Promise((resolve) => guardedLookup(allowed)(host, { all: true }, (error) => resolve(error)));
}

/** The smallest network that the setting could name. */
function networkOf(address: string): string {
  return `${address}/${isIPv6(address) ? 128 : 32}`;
}
