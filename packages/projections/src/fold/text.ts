/** How names are sorted and found. */

/** Letters without case and accents, so that `Ängström` stands beside `Angst` and not behind `Zoe`. */
export const sortable = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** What a search looks in and for: lower case, composed. */
export const searchable = (text: string): string => text.normalize('NFC').toLowerCase();
