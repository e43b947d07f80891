import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PromptLabPage } from '../../../features/prompts/components/prompt-lab-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('promptLab'))('title') };
}

export default function Page() {
  return <PromptLabPage />;
}
