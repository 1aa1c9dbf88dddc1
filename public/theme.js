// Runs before the first paint, so that a chosen theme does not flash in the wrong colours and a projector shows no form, and says so where the page's own scripts
// do not come: browsers keep them from a frame without an origin, which would stay empty. It is a file of its own because
// the content security policy allows no inline script.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('theme');
    document.documentElement.toggleAttribute('data-projector', sessionStorage.getItem('projector') === 'on');
  } catch {
    // Storage is closed to this page: the theme follows the system.
  }
  document.documentElement.dataset.theme = stored === 'light' || stored === 'dark' ? stored : 'system';
  addEventListener(
    'error',
    ({ target }) => {
      const unopened = document.getElementById('unopened');
      if (!(target instanceof HTMLScriptElement) || unopened === null) return;
      unopened.querySelector('a').href = location.href;
      unopened.hidden = false;
    },
    true,
  );
})();
