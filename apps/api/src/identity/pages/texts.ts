/** What the sign-in pages say, in German and English. */

import type { Language } from '@konsil/domain';

const english = {
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'Choose a password',
  passwordHint: 'At least 12 characters.',
  wrong: 'E-mail address or password is not right.',
  wait: (seconds: number) => `Too many attempts. Try again in ${seconds} seconds.`,
  register: 'Complete your registration',
  greeting: (name: string) => `Welcome, ${name}.`,
  save: 'Save and continue',
  registered: 'Your registration is complete. You can sign in now.',
  welcome: 'Set up Konsil',
  welcomeIntro: 'You become the first person of this installation, its administrator.',
  name: 'Name',
  language: 'Language',
  german: 'German',
  englishName: 'English',
  created: 'Konsil is ready. You can sign in now.',
  linkGone: 'This link does not work any more. It works once, and for a limited time. Ask for a new one.',
  passwordLength: 'The password needs 12 to 128 characters.',
  nameMissing: 'Enter a name of at most 200 characters.',
  emailWrong: 'Enter an e-mail address.',
  refused: 'This was not possible',
  expired: 'This sign-in has expired. Go back to where you came from and sign in again.',
  failed: 'Signing in did not work',
  signOut: 'Sign out',
  signOutAsk: 'Do you want to sign out of Konsil?',
  signedOut: 'You are signed out.',
  stay: 'Stay signed in',
} as const;

type Texts = {
  readonly [Key in keyof typeof english]: (typeof english)[Key] extends string ? string : (typeof english)[Key];
};

const german: Texts = {
  signIn: 'Anmelden',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Passwort wählen',
  passwordHint: 'Mindestens 12 Zeichen.',
  wrong: 'E-Mail-Adresse oder Passwort stimmt nicht.',
  wait: (seconds) => `Zu viele Versuche. Bitte in ${seconds} Sekunden noch einmal.`,
  register: 'Registrierung abschließen',
  greeting: (name) => `Willkommen, ${name}.`,
  save: 'Speichern und weiter',
  registered: 'Ihre Registrierung ist abgeschlossen. Sie können sich jetzt anmelden.',
  welcome: 'Konsil einrichten',
  welcomeIntro: 'Sie werden die erste Person dieser Installation, ihre Administration.',
  name: 'Name',
  language: 'Sprache',
  german: 'Deutsch',
  englishName: 'Englisch',
  created: 'Konsil ist bereit. Sie können sich jetzt anmelden.',
  linkGone: 'Dieser Link gilt nicht mehr. Er gilt einmal und für begrenzte Zeit. Bitten Sie um einen neuen.',
  passwordLength: 'Das Passwort braucht 12 bis 128 Zeichen.',
  nameMissing: 'Bitte einen Namen mit höchstens 200 Zeichen angeben.',
  emailWrong: 'Bitte eine E-Mail-Adresse angeben.',
  refused: 'Das war nicht möglich',
  expired: 'Diese Anmeldung ist abgelaufen. Bitte gehen Sie zurück und melden Sie sich neu an.',
  failed: 'Die Anmeldung hat nicht geklappt',
  signOut: 'Abmelden',
  signOutAsk: 'Möchten Sie sich von Konsil abmelden?',
  signedOut: 'Sie sind abgemeldet.',
  stay: 'Angemeldet bleiben',
};

export const textsIn = (language: Language): Texts => (language === 'de' ? german : english);

/** The better of our two languages for an `Accept-Language` header; English where it names neither. */
export const languageFrom = (header: string | undefined): Language => {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find((q) => q !== undefined);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const best = (language: Language) =>
    Math.max(0, ...wishes.filter((wish) => wish.language === language).map((wish) => wish.quality));
  return best('de') > best('en') ? 'de' : 'en';
};
