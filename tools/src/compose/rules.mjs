/** What Konsil asks of its Compose file beyond the schema: nothing floats, nothing is open to the network, all is watched. */

/**
 * @typedef {{ image?: string, ports?: unknown[], healthcheck?: Record<string, unknown>, volumes?: unknown[] }} Service
 * @typedef {{ services?: Record<string, Service>, volumes?: Record<string, unknown> }} Compose
 */

/** A tag with two or three numbers (`18.4`, `v1.29.7`, `26.0.3`) or a digest; `latest` and `18` float. */
const PINNED = /(:v?\d+\.\d+(\.\d+)?([-.][\w.-]+)?|@sha256:[0-9a-f]{64})$/;

/** `2s`, `1m30s`; the schema takes any text. */
const DURATION = /^(\d+(us|ms|s|m|h))+$/;
const DURATIONS = ['interval', 'timeout', 'start_period', 'start_interval'];

/** @type {((name: string, service: Service, compose: Compose) => string[])[]} */
const RULES = [
  (name, { image = '' }) => (PINNED.test(image) ? [] : [`${name}: the image is not pinned to a version: ${image}`]),
  (name, { healthcheck }) => (healthcheck?.['test'] === undefined ? [`${name}: no health check`] : []),
  (name, { healthcheck = {} }) =>
    DURATIONS.filter((key) => key in healthcheck && !DURATION.test(String(healthcheck[key]))).map(
      (key) => `${name}: healthcheck.${key} is no duration: ${String(healthcheck[key])}`,
    ),
  (name, { ports = [] }) =>
    ports
      .filter((port) => !String(port).startsWith('127.0.0.1:'))
      .map((port) => `${name}: port ${JSON.stringify(port)} is not bound to loopback`),
  (name, { volumes = [] }, compose) =>
    volumes
      .map((volume) => String(volume).split(':')[0] ?? '')
      .filter((volume) => !(volume in (compose.volumes ?? {})))
      .map((volume) => `${name}: ${volume} is not a declared volume`),
];

/**
 * @param {Compose} compose
 * @returns {string[]}
 */
export const againstRules = (compose) => {
  const services = Object.entries(compose.services ?? {});
  if (services.length === 0) return ['no services'];
  return services.flatMap(([name, service]) => RULES.flatMap((rule) => rule(name, service, compose)));
};
