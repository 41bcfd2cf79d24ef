import { granted } from '@/lib/domain/result';
import { metrics } from '@/lib/metrics';
import { checkHealth } from '@/lib/use-cases/check-health';
import type { PlainCall } from '../plain-call';

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export const operatorCalls: readonly PlainCall[] = [
  {
    path: '/api/health/live',
    name: 'healthLive',
    summary: 'The process is up',
    produces: 'application/json',
    run: async () => granted({ status: 200, headers: json, body: JSON.stringify({ status: 'live' }) }),
  },
  {
    path: '/api/health/ready',
    name: 'healthReady',
    summary: 'Whether it can serve: PostgreSQL decides, Redis is a courtesy',
    produces: 'application/json',
    async run() {
      const health = await checkHealth();
      const ready = health.postgres === 'reachable';
      const body = JSON.stringify({ status: ready ? 'ready' : 'not_ready', ...health });
      const headers = ready ? json : { ...json, 'retry-after': '2' };
      return granted({ status: ready ? 200 : 503, headers, body });
    },
  },
  {
    path: '/api/metrics',
    name: 'metrics',
    summary: 'Metrics in the format of Prometheus',
    produces: 'text/plain',
    async run() {
      const headers = { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' };
      return granted({ status: 200, headers, body: await metrics.registry.metrics() });
    },
  },
];
