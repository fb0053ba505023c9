import { createServer } from 'node:net';

/**
 * The environment with a free port where 0 asks for one: links, sign-in and its issuer name the port before anybody listens
 * on it.
 */
export const withChosenPort = async (env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> => {
  if (env['KONSIL_PORT'] !== '0') return env;
  return { ...env, KONSIL_PORT: String(await freePort(env['KONSIL_HOST'] ?? '127.0.0.1')) };
};

/** That nobody listens on right now. */
const freePort = (host: string): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
