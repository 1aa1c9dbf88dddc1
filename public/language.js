// Leads to the page in the visitor's language, before anything is drawn: the one chosen in the page, else at a first visit the one that
// the browser prefers. Only the English page asks for this file; whoever opens the address of another language has chosen it.
(() => {
  const chinese = new URL('zh/', location.href).href;
  // Back from there, where storage may be closed to the page.
  if (document.referrer.startsWith(chinese)) return;
  const preferred = navigator.languages.find((language) => /^(en|zh)\b/i.test(language)) ?? 'en';
  let chosen = preferred.slice(0, 2).toLowerCase();
  try {
    chosen = localStorage.getItem('language') ?? chosen;
    localStorage.setItem('language', chosen);
  } catch {
    // Storage is closed to this page: it follows the browser.
  }
  if (chosen === 'zh') location.replace(`${chinese}${location.search}${location.hash}`);
})();
