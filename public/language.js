// Leads to the page in the visitor's language before the first paint; src/build/languages.mjs says when.
(() => {
  const chinese = new URL('zh/', location.href).href;
  if (document.referrer.startsWith(chinese) || location.pathname.endsWith('/zh/')) return;
  const preferred = navigator.languages.find((language) => /^(en|zh)\b/i.test(language)) ?? 'en';
  let chosen = preferred.slice(0, 2).toLowerCase();
  try {
    chosen = localStorage.getItem('language') ?? chosen;
    localStorage.setItem('language', chosen);
  } catch {}
  if (chosen === 'zh') location.replace(`${chinese}${location.search}${location.hash}`);
})();
