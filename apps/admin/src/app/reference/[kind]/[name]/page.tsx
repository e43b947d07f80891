import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceEntryPage } from '../../../../features/reference/components/reference-entry-page.tsx';
import { typeParts } from '../../../../features/reference/model/reference.ts';
import type { ReferenceEntry } from '../../../../features/reference/model/reference.ts';
import { readReference } from '../../../../features/reference/read-reference.ts';

interface Props {
  readonly params: Promise<{ readonly kind: string; readonly name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function Page({ params }: Props) {
  const { kind, name } = await params;
  const { entries } = readReference();
  const entry = entries.find((each) => each.kind === kind && each.name === name);
  if (!entry) notFound();
  const users = entry.kind === 'types' ? entries.filter((each) => uses(each, name)) : [];
  return <ReferenceEntryPage entry={entry} users={users.map((user) => ({ kind: user.kind, name: user.name }))} />;
}

function uses({ type, fields }: ReferenceEntry, name: string): boolean {
  const types = [type, ...fields.flatMap((field) => [field.type, ...field.args.map((arg) => arg.type)])];
  return types.some((each) => each !== null && typeParts(each).name === name);
}
