import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, localeOf } from './locale.ts';
import { loadMessages } from './messages.ts';

/** The person's choice, else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : localeOf((await headers()).get('accept-language') ?? '');
  return { locale, messages: await loadMessages(locale) };
});
