/** What the entries of case events have in common. */

export const shared = { category: 'case', version: 1, retention: 'treatment-record' } as const;
export const words = { 'words.text': { subject: 'patientId', class: 'content' } } as const;
