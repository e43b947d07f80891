'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LabVersion } from '../api/use-lab.ts';

interface Props {
  readonly label: string;
  readonly versions: readonly LabVersion[];
  readonly version: LabVersion;
  /** The one that the recipe has. */
  readonly pinnedId?: string;
  readonly onChoose: (version: LabVersion) => void;
}

/** Versions of prompt sets. */
export function VersionChoice({ label, versions, version, pinnedId, onChoose }: Props) {
  const t = useTranslations('promptLab');
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      value={version.id}
      data={versions.map(({ id, name, number }) => ({
        value: id,
        label: t(id === pinnedId ? 'pinned' : 'version', { name, number }),
      }))}
      onChange={(id) => {
        const chosen = versions.find((one) => one.id === id);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
