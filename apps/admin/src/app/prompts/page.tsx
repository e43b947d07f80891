import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PromptSetsPage } from '../../features/prompts/components/prompt-sets-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prompts'))('title') };
}

export default function Page() {
  return <PromptSetsPage />;
}
