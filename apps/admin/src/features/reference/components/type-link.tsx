'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { entryAddress, typeParts } from '../model/reference.ts';
import classes from './reference.module.css';

const BUILT_IN = new Set(['ID', 'String', 'Int', 'Float', 'Boolean']);

/** A type as GraphQL writes it; its name leads to what it is. */
export function TypeLink({ type }: { readonly type: string }) {
  const { before, name, after } = typeParts(type);
  return (
    <span className={classes.mono} lang="en">
      {before}
      {BUILT_IN.has(name) ? (
        name
      ) : (
        <Anchor component={Link} href={entryAddress({ kind: 'types', name })} inherit>
          {name}
        </Anchor>
      )}
      {after}
    </span>
  );
}
