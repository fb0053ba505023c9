import { bitrot } from './bitrot/bitrot.mjs';
import { kill } from './kill/kill.mjs';
import { shred } from './shred/shred.mjs';

/** @type {readonly import('./fault.mjs').Fault[]} Every fault test there is. */
export const FAULTS = [kill, bitrot, shred];
