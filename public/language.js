// Before the first paint, leads to the language chosen in the page or, at a first visit, the one the browser prefers. Only the English
// page asks for this file: the address of another language is a choice.
(() => {
  const chinese = new URL('zh/', location.href).href;
  // Where storage is closed, who comes back from there has chosen as well. A host may answer with this page for any address.
  if (document.referrer.startsWith(chinese) || location.pathname.endsWith('/zh/')) return;
  const preferred = navigator.languages.find((language) => /^(en|zh)\b/i.test(language)) ?? 'en';
  let chosen = preferred.slice(0, 2).toLowerCase();
  try {
    chosen = localStorage.getItem('language') ?? chosen;
    localStorage.setItem('language', chosen);
  } catch {}
  if (chosen === 'zh') location.replace(`${chinese}${location.search}${location.hash}`);
})();
