'use client';

import { useMemo, useReducer, useState } from 'react';
import type { LabRecipeFragment } from '../../../../generated/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import type { LabVersion } from '../api/use-lab.ts';
import { isSameWording } from '../model/lab-wording.ts';
import type { LabWording } from '../model/lab-wording.ts';
import { reduceRows, rowsOf } from '../model/template-rows.ts';

const wordingOf = ({ language, templates }: LabVersion): LabWording => ({
  language,
  templates,
  useOwnPrompts: true,
  concepts: {},
});

/** Both sides of a comparison; the address holds the versions that they begin with, unless it is the recipe's own. */
export function useWordings(recipe: LabRecipeFragment, versions: readonly LabVersion[]) {
  const [oneId, setOneId] = useUrlState('a');
  const [otherId, setOtherId] = useUrlState('b');
  const pinned = versions.find(({ id }) => id === recipe.promptSetVersion.id)!;
  const oneVersion = versions.find(({ id }) => id === oneId) ?? pinned;
  const otherVersion = versions.find(({ id }) => id === otherId) ?? pinned;
  const [one, setOne] = useState(() => wordingOf(oneVersion));
  const [rest, setRest] = useState(() => wordingOf(otherVersion));
  const [rows, dispatch] = useReducer(reduceRows, otherVersion.templates, rowsOf);
  const other = useMemo(() => ({ ...rest, templates: rows.map(({ text }) => text) }), [rest, rows]);
  const inAddress = ({ id }: LabVersion) => (id === pinned.id ? null : id);
  return {
    pinnedId: pinned.id,
    one: {
      wording: one,
      version: oneVersion,
      onChange: setOne,
      onChoose: (version: LabVersion) => {
        setOneId(inAddress(version));
        setOne({ ...wordingOf(version), useOwnPrompts: one.useOwnPrompts });
      },
    },
    other: {
      wording: other,
      version: otherVersion,
      /** Its templates, as they are edited. */
      rows,
      dispatch,
      onChange: setRest,
      onChoose: (version: LabVersion) => {
        setOtherId(inAddress(version));
        setRest({ ...wordingOf(version), useOwnPrompts: rest.useOwnPrompts, concepts: rest.concepts });
        dispatch({ type: 'reset', templates: version.templates });
      },
    },
    /** The other side is not what it began with. */
    isChanged: !isSameWording(other, { ...wordingOf(otherVersion), useOwnPrompts: other.useOwnPrompts }),
  };
}
