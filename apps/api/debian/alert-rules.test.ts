import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';

/** Of Debian's `prometheus`. */
const promtool = (...parameters: string[]) =>
  execFileSync('promtool', parameters, {
    cwd: fileURLToPath(new URL('../../../deploy/prometheus', import.meta.url)),
    stdio: 'pipe',
  });

test('Prometheus accepts the rules and its configuration', () => {
  promtool('check', 'rules', 'rules.yaml');
  promtool('check', 'config', '--syntax-only', 'prometheus.yaml');
});

test('each alert is raised when it should, and only then', () => {
  promtool('test', 'rules', 'rules.test.yaml');
});
