/** What the server says about itself: its methods (ServerFeatures) and its cluster of one (Gossip). */

import { randomUUID } from 'node:crypto';
import type { sendUnaryData } from '@grpc/grpc-js';
import { gossip, serverFeatures, uuid } from './wire.js';

const SERVICE = 'event_store.client.streams.streams';
const VERSION = '24.6.0.0';

/** Without `batchappend` in the list the client takes the unary way. */
export const supportedMethods =
  (batchAppend: boolean) =>
  (_call: unknown, answer: sendUnaryData<serverFeatures.SupportedMethods>): void => {
    const names = ['read', 'append', 'delete', 'tombstone', ...(batchAppend ? ['batchappend'] : [])];
    const methods = names.map((name) =>
      new serverFeatures.SupportedMethod().setServiceName(SERVICE).setMethodName(name),
    );
    answer(null, new serverFeatures.SupportedMethods().setEventStoreServerVersion(VERSION).setMethodsList(methods));
  };

/** One member, alive, the leader. */
export const clusterInfo =
  (port: () => number) =>
  (_call: unknown, answer: sendUnaryData<gossip.ClusterInfo>): void => {
    const leader = new gossip.MemberInfo()
      .setInstanceId(uuid(randomUUID()))
      .setTimeStamp(String(Date.now()))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port()));
    answer(null, new gossip.ClusterInfo().setMembersList([leader]));
  };
