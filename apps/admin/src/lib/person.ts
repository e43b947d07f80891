/** Where the browser keeps the name of the person. */
export const PERSON_KEY = 'actionary-person';

/** Tells the API who asks: the product's own client, and the person where one is named. */
export function callerHeaders(): Record<string, string> {
  const person = callerPerson();
  return {
    'apollographql-client-name': 'actionary-admin',
    // A header holds only Latin letters.
    ...(person === '' ? {} : { 'x-actionary-person': encodeURIComponent(person) }),
  };
}

/** The person's name; empty where they gave none. */
export function callerPerson(): string {
  try {
    return localStorage.getItem(PERSON_KEY)?.trim() ?? '';
  } catch {
    // A browser that keeps nothing: nobody is named.
    return '';
  }
}
