import { Anchor } from '@mantine/core';

/** Where something is from; an address at its beginning can be followed. */
export function SourceText({ source }: { readonly source: string }) {
  const [address] = /^https:\/\/\S+/.exec(source) ?? [];
  if (address === undefined) return source;
  return (
    <>
      <Anchor
        href={address}
        target="_blank"
        rel="noreferrer"
        inherit
        underline="always"
        style={{ overflowWrap: 'anywhere' }}
      >
        {address}
      </Anchor>
      {source.slice(address.length)}
    </>
  );
}
