import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonId } from '@konsil/domain';
import { luisId } from '@konsil/domain/testing';
import type { Follower } from '@konsil/projections';
import { Subscription } from 'rxjs';
import { InvalidToken } from '../http/index.js';
import { LiveStreams } from './streams.js';

const note = { lists: ['orders'], cases: [], more: false } as const;

describe('a stream of live changes', () => {
  let server: Server;
  let streams: LiveStreams;
  let followers: Follower[];
  let isSignedIn: boolean;

  beforeEach(async () => {
    followers = [];
    isSignedIn = true;
    const live = {
      follow: async (_: PersonId, follower: Follower) => {
        followers.push(follower);
        return new Subscription();
      },
    };
    streams = new LiveStreams(live, {
      personOf: () => {
        if (!isSignedIn) throw new InvalidToken('expired');
        return luisId;
      },
    });
    server = createServer((_, response) => void streams.follow(luisId, 'token', () => response.writeHead(200)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    streams.beforeApplicationShutdown();
    server.close();
    await once(server, 'close');
  });

  const open = async (): Promise<{ readonly text: () => string; readonly ended: Promise<unknown> }> => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const [answer] = (await once(get({ host: '127.0.0.1', port, agent: false }), 'response')) as [IncomingMessage];
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await once(answer, 'data');
    return { text: () => text, ended: once(answer, 'end') };
  };

  it('begins by saying when to come back, and tells what has changed', async () => {
    const { text, ended } = await open();
    await followers[0]?.deliver(note);
    streams.beforeApplicationShutdown();
    await ended;
    expect(text()).toBe(`retry: 2000\n\nevent: changed\ndata: ${JSON.stringify(note)}\n\n`);
  });

  it('ends with the sign-in, before anything more is told', async () => {
    const { text, ended } = await open();
    isSignedIn = false;
    await followers[0]?.deliver(note);
    await ended;
    expect(text()).not.toContain('changed');
  });

  it('ends where what it tells can not be found out', async () => {
    const { ended } = await open();
    followers[0]?.onError(new Error('the rows are away'));
    await ended;
  });

  it('makes room for a newer one where a person has too many', async () => {
    const first = await open();
    for (let more = 0; more < 20; more += 1) await open();
    await first.ended;
    expect(followers).toHaveLength(21);
  });

  it('of who has gone before it was opened ends at once', async () => {
    const ended: Promise<void>[] = [];
    server.removeAllListeners('request');
    server.on('request', (_, response) => {
      response.destroy();
      ended.push(once(response, 'close').then(() => streams.follow(luisId, 'token', () => response)));
    });
    await expect(open()).rejects.toThrow('socket hang up');
    await ended[0];
  });

  it('is refused by a process that does not hear of changes, and says so', async () => {
    const elsewhere = new LiveStreams(undefined, { personOf: () => luisId });
    const asked = elsewhere.follow(luisId, 'token', () => {
      throw new Error('nothing is opened');
    });
    await expect(asked).rejects.toMatchObject({ status: 503, code: 'REQUEST.LIVE_ELSEWHERE' });
  });
});
