import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PromptSetPage } from '../../../features/prompts/components/prompt-set-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prompts'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <PromptSetPage id={decodeURIComponent(id)} />;
}
