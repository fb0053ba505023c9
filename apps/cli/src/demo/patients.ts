/** Invented patients, German and English; any likeness is chance. */

export interface DemoPatient {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
}

const GIVEN = [
  'Mia',
  'Jonas',
  'Lina',
  'Paul',
  'Emma',
  'Felix',
  'Zoë',
  'Björn',
  'Käthe',
  'Øyvind',
  'Sophie',
  'Max',
  'Olivia',
  'Harry',
  'Amelia',
  'George',
  'Isla',
  'Noah',
  'Ava',
  'Oscar',
  'Greta',
  'Anton',
  'Frieda',
  'Emil',
  'Ida',
  'Carl',
  'Lotte',
  'Till',
  'Grace',
  'Henry',
] as const;

const FAMILY = [
  'Sommer',
  'Winter',
  'Groß',
  'Müller-Lüdenscheidt',
  'Schäfer',
  'Öztürk',
  'Jäger',
  'Weiß',
  'Lindqvist',
  'Brandt',
  'Fletcher',
  "O'Connor",
  'Hughes',
  'Bennett',
  'Carter',
  'Doyle',
  'Evans',
  'Foster',
  'Grant',
  'Hale',
] as const;

/** For whom a guardian consents. */
export const isMinor = (n: number): boolean => n % 8 === 0;

/** The n-th patient; another one for each n below 60. */
export const patient = (n: number): DemoPatient => ({
  givenName: GIVEN[n % GIVEN.length] ?? GIVEN[0],
  familyName: FAMILY[(n * 7 + Math.floor(n / FAMILY.length)) % FAMILY.length] ?? FAMILY[0],
  birthDate: `${isMinor(n) ? 2014 + (n % 5) : 1965 + ((n * 11) % 48)}-${two(1 + (n % 12))}-${two(1 + ((n * 5) % 28))}`,
});

const two = (value: number): string => String(value).padStart(2, '0');
