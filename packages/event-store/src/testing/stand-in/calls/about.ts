/** What the server says about itself: its methods (ServerFeatures) and its cluster (Gossip). */

import { randomUUID } from 'node:crypto';
import type { sendUnaryData } from '@grpc/grpc-js';
import type { Faults } from '../faults.js';
import type { Member } from '../node.js';
import { internal } from './rejections.js';
import { gossip, serverFeatures, uuid } from './wire.js';

const SERVICE = 'event_store.client.streams.streams';
const VERSION = '24.6.0.0';

/** Without `batchappend` in the list the client takes the unary way. */
export const supportedMethods =
  (batchAppend: boolean, faults: Faults) =>
  (_call: unknown, answer: sendUnaryData<serverFeatures.SupportedMethods>): void => {
    if (faults.failsFeatures()) return answer(internal());
    const names = ['read', 'append', 'delete', 'tombstone', ...(batchAppend ? ['batchappend'] : [])];
    const methods = names.map((name) =>
      new serverFeatures.SupportedMethod().setServiceName(SERVICE).setMethodName(name),
    );
    answer(null, new serverFeatures.SupportedMethods().setEventStoreServerVersion(VERSION).setMethodsList(methods));
  };

const { FOLLOWER, LEADER } = gossip.MemberInfo.VNodeState;

export const clusterInfo =
  (members: () => readonly Member[]) =>
  (_call: unknown, answer: sendUnaryData<gossip.ClusterInfo>): void => {
    const told = members().map(({ host, port, leads }) =>
      new gossip.MemberInfo()
        .setInstanceId(uuid(randomUUID()))
        .setTimeStamp(String(Date.now()))
        .setState(leads ? LEADER : FOLLOWER)
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port)),
    );
    answer(null, new gossip.ClusterInfo().setMembersList(told));
  };
