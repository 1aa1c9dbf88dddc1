/** What may never happen while a page runs, collected as sentences. Knows browsers and nothing of this page. */
import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/**
 * Watches every tab and worker of a context: console errors and warnings, uncaught errors and rejections, violations of
 * the content security policy, requests to any host but the one of `origin`, which the flags of the browser also stop, and tabs that die.
 *
 * @returns a list that grows as problems appear
 */
export async function watchProblems(context: BrowserContext, origin: string): Promise<readonly string[]> {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (isComplaint(message))
      problems.push(`console ${message.type()}: ${message.text()}${resourceOf(message)}`);
  });
  context.on('weberror', (error) => problems.push(`uncaught: ${String(error.error())}`));
  context.on('request', (request) => {
    if (isForeign(new URL(request.url()), origin)) problems.push(`request to another host: ${request.url()}`);
  });
  // Chromium says nothing about a violation in a worker. The listener arrives there a moment after the worker's start,
  // so a violation in its first milliseconds is seen only by the error it causes.
  await context.addInitScript(reportViolations);
  context.on('page', (page) => {
    page.on('crash', () => problems.push('the tab died'));
    page.on('worker', (worker) => {
      worker.evaluate(reportViolations).catch(() => undefined); // it may be gone already
    });
  });
  return problems;
}

/** The address that a message leaves out. */
const resourceOf = (message: ConsoleMessage): string =>
  message.text().startsWith('Failed to load resource') ? ` ${message.location().url}` : '';

function isComplaint(message: ConsoleMessage): boolean {
  // Said by the driver where it keeps a page from having a service worker.
  if (message.text() === 'Service Worker registration blocked by Playwright') return false;
  // The browser itself asks for it where a document names no other: a text of licences cannot.
  if (message.location().url.endsWith('/favicon.ico')) return false;
  return message.type() === 'error' || message.type() === 'warning';
}

function isForeign(url: URL, origin: string): boolean {
  return url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== new URL(origin).origin;
}

/** Runs in the page or worker. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (violation) => {
    console.error(`policy violation: ${violation.effectiveDirective} ${violation.blockedURI}`);
  });
}
