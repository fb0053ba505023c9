/** Who and what there is in every random history. */

export const PEOPLE = ['anna', 'luis', 'jonas', 'mei', 'petra', 'paulo'] as const;
export const PROVIDERS = ['anna', 'luis'] as const;
export const KINDS = ['staff', 'colleague', 'mentor'];
export const NAMES = ['Özil', 'Ozawa', 'Müller', 'muller', 'Ängström', 'Zander', 'Åberg', "O'Neil"];
export const CASE_TYPES = ['flex', 'mini', 'one', 'two', 'unlimited-3', 'unlimited-5', 'retainer-only'];
export const DAY = 86_400_000;
