/** The port of the stand-in. Its connections are its own, so that they can break as those of a killed process do. */

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Server, ServerCredentials } from '@grpc/grpc-js';

export interface Door {
  readonly port: number;
  /** Cuts every connection without a word and frees the port. */
  slam(): Promise<void>;
}

export const listen = async (server: Server, port: number, credentials: ServerCredentials): Promise<Door> => {
  const injector = server.createConnectionInjector(credentials);
  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    injector.injectConnection(socket);
  });
  door.listen(port, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    slam: async () => {
      door.close();
      for (const socket of sockets) socket.destroy();
      if (door.listening || sockets.size > 0) await once(door, 'close');
      server.forceShutdown();
    },
  };
};
