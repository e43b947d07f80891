/** Both set by ourselves on each request for the sign-in library, whatever a client sends. */
export const CLIENT_ADDRESS_HEADER = 'x-actionary-client-address';
export const REQUEST_ID_HEADER = 'x-request-id';
