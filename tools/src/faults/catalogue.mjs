import { bitrot } from './bitrot/bitrot.mjs';
import { diskFull, sync } from './disk/disk.mjs';
import { filledDisk } from './disk/filled.mjs';
import { kill } from './kill/kill.mjs';
import { servedDisk } from './disk/served.mjs';
import { memory } from './memory/memory.mjs';
import { projector } from './projector/projector.mjs';
import { race } from './race/race.mjs';
import { shred } from './shred/shred.mjs';

/** @type {readonly import('./fault.mjs').Fault[]} Every fault test there is. */
export const FAULTS = [kill, projector, race, bitrot, shred, sync, diskFull, filledDisk, servedDisk, memory];
