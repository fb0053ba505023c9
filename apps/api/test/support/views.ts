/** What the journeys read of answers; written by hand, so that a renamed field is noticed. */

interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
  readonly total: { readonly count: number; readonly more: boolean };
  readonly counts: { readonly all: number; readonly unread: number };
}

interface Row {
  readonly caseId: string;
  readonly orderNumber: string;
  readonly collaboratorStatus: string;
  readonly icon: string;
  readonly unread: number;
}

export type OrdersPage = ListPage<
  Row & { readonly collaborators: readonly { readonly collaboratorId: string; readonly status: string }[] }
>;

export type DashboardPage = ListPage<Row & { readonly patient: { readonly familyName: string } | null }>;

export interface ConversationPage {
  readonly messages: readonly {
    readonly messageId: string;
    readonly position: number;
    readonly side: string;
    readonly act: string;
    readonly text: string;
    readonly setupVersion: number | null;
  }[];
  readonly unread: number;
}

export interface PatientDetails {
  readonly consents: readonly object[];
  readonly withdrawals: readonly { readonly declaredBy: string; readonly occurredAt: string }[];
}
