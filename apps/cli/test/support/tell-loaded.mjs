/** For `node --import`: prints on the error output every module that the program loads, one a line. */

import { registerHooks } from 'node:module';

registerHooks({
  load: (url, context, nextLoad) => {
    process.stderr.write(`${url}\n`);
    return nextLoad(url, context);
  },
});
