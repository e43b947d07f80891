import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInPage } from '../../features/sign-in/components/sign-in-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

export default function Page() {
  return <SignInPage />;
}
