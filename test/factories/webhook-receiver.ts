import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What was sent to a receiver. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders & Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;
  readonly body: string;
  /** Of the body. */
  readonly message: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: { readonly sequence: number } & Readonly<Record<string, { readonly id: string }>>;
  };
}

/** Answers a request, or does not. @param index 0, 1, 2 … of all that came */
export type Respond = (response: ServerResponse, received: Received, index: number) => void;

export interface WebhookReceiver {
  readonly url: string;
  /** All that came, in order. */
  readonly received: readonly Received[];
  /** Waits until so many have come, and gives all. */
  until(count: number): Promise<readonly Received[]>;
  /** How it answers from now on; default: 204. */
  respond: Respond;
  close(): Promise<void>;
}

/** A receiver of webhooks on a port of its own. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let ring = () => {};
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = request.headers as Received['headers'];
      const one = { path: request.url!, headers, body, message: JSON.parse(body) as Received['message'] };
      received.push(one);
      receiver.respond(response, one, received.length - 1);
      ring();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    async until(count) {
      while (received.length < count) await new Promise<void>((resolve) => (ring = resolve));
      return received;
    },
    respond: (response) => void response.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
