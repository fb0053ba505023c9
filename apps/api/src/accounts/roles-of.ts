import { accountDecider, accountStream, actorOf, auditScopeOf, type Instant, type PersonId } from '@konsil/domain';
import type { Aggregates } from '../commands/aggregates.js';
import type { RolesOf, StandingRole } from '../http/index.js';

/** What a person is to the whole installation, from their account as the log has it now: a token says nothing of it. */
export class AccountRoles implements RolesOf {
  constructor(
    private readonly aggregates: Aggregates,
    private readonly now: () => Instant,
  ) {}

  async rolesOf(personId: PersonId): Promise<ReadonlySet<StandingRole>> {
    const { state } = await this.aggregates.load(accountStream(personId), accountDecider);
    const actor = actorOf(state);
    if (actor?.registered !== true) return new Set();
    const roles = new Set<StandingRole>(actor.roles);
    if (actor.isProvider) roles.add('provider');
    if (auditScopeOf(actor, this.now()) !== undefined) roles.add('auditor');
    return roles;
  }
}
