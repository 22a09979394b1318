// A save that doesn't reach the newspaper would leave the browser with an error page, and the
// words nowhere. So the form asks first whether anybody is there; HTML can't.
(() => {
  const PATIENCE = 5000; // milliseconds
  const unreached = document.currentScript.dataset.unreached;
  let asking = false;
  let reached = false;

  const somebodyIsThere = async () => {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      return (await fetch('/-/health', { cache: 'no-store', signal })).ok;
    } catch {
      return false;
    }
  };

  const send = (form, button) => {
    if (button?.name) {
      // The button is disabled by now, so the browser would leave it out.
      const pressed = Object.assign(document.createElement('input'), { type: 'hidden' });
      pressed.name = button.name;
      pressed.value = button.value;
      form.append(pressed);
    }
    reached = true;
    form.requestSubmit();
    reached = false;
  };

  const stay = (form) => {
    form.querySelectorAll('[data-controller~="w-progress"]').forEach((button) => {
      button.setAttribute('data-w-progress-loading-value', 'false');
    });
    const detail = { clear: true, type: 'error', text: unreached };
    document.dispatchEvent(new CustomEvent('w-messages:add', { detail }));
  };

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (reached || !form.matches('[data-edit-form]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    const { submitter } = event;
    if (await somebodyIsThere()) send(form, submitter);
    else stay(form);
    asking = false;
  }, true);
})();
