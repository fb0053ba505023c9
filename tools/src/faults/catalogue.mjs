/** @type {readonly import('./fault.mjs').Fault[]} Every fault test there is. */
export const FAULTS = [];
