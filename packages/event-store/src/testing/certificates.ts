/** Certificates for tests: made for the run, known to nobody else. */

import { generate } from 'selfsigned';

/** PEM texts. */
export interface Certified {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate for 127.0.0.1 that is its own authority. */
export const certified = async (): Promise<Certified> => {
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...{ keyType: 'ec', algorithm: 'sha256' },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, certificate };
};
