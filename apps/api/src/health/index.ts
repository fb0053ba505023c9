export { HealthModule, type HealthModuleOptions } from './health.module.js';
export { type CheckResult, type ReadinessCheck } from './ports.js';
export { type Readiness, ReadinessService } from './readiness.js';
