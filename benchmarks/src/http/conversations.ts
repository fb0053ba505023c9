/** Conversations to write to: cases of the sample provider, each shared with one collaborator. */

interface Entry {
  readonly collaboratorId: string;
  readonly kind: string;
  readonly state: string;
}

/** Paths to post messages to, one per case. */
export const openConversations = async (url: string, token: string, count: number): Promise<readonly string[]> => {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  const { entries } = await call<{ readonly entries: readonly Entry[] }>('GET', '/roster');
  const entry = entries.find(({ kind, state }) => state === 'accepted' && kind !== 'treatment-planning-service');
  if (entry === undefined) throw new Error('the sample provider has no active collaborator');
  const { practiceId } = await call<{ readonly practiceId: string }>('POST', '/me/practices', { name: 'Benchmark' });
  const paths: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const patient = { givenName: 'Mia', familyName: `Sommer ${number}`, birthDate: '2009-04-17' };
    const { caseId } = await call<{ caseId: string }>('POST', '/orders', { kind: 'aligner', practiceId, patient });
    await call('PATCH', `/cases/${caseId}/collaborators`, {
      add: [{ collaboratorId: entry.collaboratorId }],
      remove: [],
    });
    paths.push(`/cases/${caseId}/conversations/${entry.collaboratorId}/messages`);
  }
  return paths;
};
