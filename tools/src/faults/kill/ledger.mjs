/**
 * Who asked what, and what was answered: the outside's own book about the commands, against which the log is held.
 *
 * @typedef {object} Asked
 * @property {string} key its Idempotency-Key, never used for another request
 * @property {string} token
 * @property {'POST' | 'PATCH'} method
 * @property {string} path
 * @property {unknown} body
 * @property {Readonly<Record<string, number>>} records events by type that the command has to leave, all of them once
 *
 * @typedef {object} Acknowledged
 * @property {number} status
 * @property {number} position of the command's last event in the log
 * @property {number} revision of that event in its stream
 * @property {string} body
 */

export class Ledger {
  /** @type {Map<string, Asked>} */
  #asked = new Map();
  /** @type {Map<string, Acknowledged>} */
  #acknowledged = new Map();

  /** @param {Asked} asked */
  ask(asked) {
    this.#asked.set(asked.key, asked);
  }

  /**
   * Notes an answer; says how it differs where the same request was acknowledged before.
   * @param {Asked} asked
   * @param {Acknowledged} answer
   * @returns {string | undefined}
   */
  acknowledge(asked, answer) {
    const before = this.#acknowledged.get(asked.key);
    if (before === undefined) {
      this.#acknowledged.set(asked.key, answer);
      return undefined;
    }
    const [first, again] = [JSON.stringify(before), JSON.stringify(answer)];
    return first === again ? undefined : `${asked.method} ${asked.path} answered ${first}, repeated ${again}`;
  }

  /** Requests of which nobody knows whether they had an effect. */
  unanswered() {
    return [...this.#asked.values()].filter(({ key }) => !this.#acknowledged.has(key));
  }

  /** @returns {readonly (readonly [Asked, Acknowledged])[]} */
  acknowledged() {
    return [...this.#acknowledged].flatMap(([key, answer]) => {
      const asked = this.#asked.get(key);
      return asked === undefined ? [] : [/** @type {const} */ ([asked, answer])];
    });
  }
}
