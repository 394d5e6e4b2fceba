import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { SERVICE_TOKEN, startWorld } from './support/world.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          record: z.string().optional(),
          alert: z.string().optional(),
          expr: z.string(),
          labels: z.record(z.string(), z.string()).default({}),
          annotations: z.record(z.string(), z.string()).default({}),
        }),
      ),
    }),
  ),
});
const rules = rulesSchema
  .parse(parse(read('deploy/prometheus/rules.yaml')))
  .groups.flatMap((group) => group.rules);
const alerts = rules.filter((rule) => rule.alert !== undefined);

const dashboardSchema = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) }),
  ),
});
const panels = dashboardSchema.parse(JSON.parse(read('deploy/grafana/dashboards/checkout.json'))).panels;
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

describe('each alert', () => {
  test.each(alerts.map((rule) => [rule.alert, rule] as const))(
    '%s has a severity, a summary and a runbook that exists',
    (_name, { labels, annotations: { summary, runbook = '' } }) => {
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(summary).toMatch(/\w.*\.$/);
      const [page = '', anchor] = runbook.split('#');
      const headings = [...read(page).matchAll(/^## (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
      expect(headings).toContain(anchor);
    },
  );

  test('is tested by deploy/prometheus/rules.test.yaml', () => {
    const tested = new Set(
      [...read('deploy/prometheus/rules.test.yaml').matchAll(/alertname: (\w+)/g)].map(([, name]) => name),
    );
    expect(alerts.map(({ alert }) => alert).filter((name) => !tested.has(name))).toEqual([]);
  });
});

test('each section of docs/runbooks.md is the runbook of an alert, or linked from one', () => {
  const page = read('docs/runbooks.md');
  const linked = new Set([
    ...alerts.map(({ annotations }) => annotations.runbook?.split('docs/runbooks.md#')[1]),
    ...[...page.matchAll(/\(#([\w-]+)\)/g)].map(([, anchor]) => anchor),
  ]);
  const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(sections.filter((section) => !linked.has(section))).toEqual([]);
});

test('what a rule or the dashboard reads is printed by GET /metrics, with the limits of its histograms', async () => {
  await using world = await startWorld();
  const { measures } = world.api.deps;
  measures.procedure('checkout.pay', 'ok', 1);
  measures.eventSent('taken', 1, 1);
  const headers = { authorization: `Bearer ${SERVICE_TOKEN}` };
  const printed = await (await fetch(`${world.api.url}/metrics`, { headers })).text();
  const series = new Set(
    [...printed.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name],
    ),
  );
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  for (const expression of expressions) {
    for (const [name] of expression.matchAll(/\b(?:checkout|nodejs|process)_\w+/g))
      expect([expression, series.has(name)]).toEqual([expression, true]);
    for (const [name] of expression.matchAll(/\bcheckout:[\w:]+/g))
      expect([expression, recorded.has(name)]).toEqual([expression, true]);
    for (const [, name, limit] of expression.matchAll(/(\w+_bucket)\{[^}]*le="([^"]+)"/g))
      expect(printed).toMatch(new RegExp(`^${name}\\{.*le="${limit}"`, 'm'));
  }
  expect(expressions.length).toBeGreaterThan(60);
});

test('the dashboard reads the data source that is chosen, and every panel reads something', () => {
  expect(read('deploy/grafana/dashboards/checkout.json')).not.toMatch(
    /"uid": "(?!\$\{datasource\}|checkout")/,
  );
  const empty = panels.filter(({ targets }) => targets.length === 0).map(({ title }) => title);
  expect(empty).toEqual(['Objectives', 'Payments', 'Calls', 'Queues', 'Nodes', 'Attacks']);
});
