/** The few pages that the provider itself shows: an error, signing out, signed out. */

import { alert, Html, html, page, status } from './html.js';
import { languageFrom, textsIn } from './texts.js';

/** `code`: the OAuth error code, the only thing that is said about the cause. */
export const errorPage = (acceptLanguage: string, code: string): string => {
  const language = languageFrom(acceptLanguage);
  const texts = textsIn(language);
  return page(
    language,
    texts.failed,
    html`${alert(texts.expired)}
      <p><code>${code}</code></p>`,
  );
};

/** `form`: the provider's own form, which carries its protection against forged requests. */
export const signOutPage = (acceptLanguage: string, form: string): string => {
  const language = languageFrom(acceptLanguage);
  const texts = textsIn(language);
  return page(
    language,
    texts.signOut,
    html`<p>${texts.signOutAsk}</p>
      ${new Html(form)}
      <button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${texts.signOut}</button>
      <button type="submit" form="op.logoutForm" class="quiet">${texts.stay}</button>`,
  );
};

export const signedOutPage = (acceptLanguage: string): string => {
  const language = languageFrom(acceptLanguage);
  const texts = textsIn(language);
  return page(language, texts.signOut, status(texts.signedOut));
};
