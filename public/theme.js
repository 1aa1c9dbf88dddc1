// Runs before the first paint, so that a chosen theme does not flash in the wrong colours. It is a file of its own
// because the content security policy allows no inline script.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('theme');
  } catch {
    // Storage is closed to this page: the theme follows the system.
  }
  document.documentElement.dataset.theme = stored === 'light' || stored === 'dark' ? stored : 'system';
})();
