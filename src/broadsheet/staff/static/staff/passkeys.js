// Passkeys (WebAuthn, level 3): asks the browser for one, and sends its answer with the form.
// A form says in data-passkey whether one is to be made or shown ("create", "get"), and in
// data-options, or at the address in data-ask, what the server wants of it.
"use strict";

const able = "parseCreationOptionsFromJSON" in (window.PublicKeyCredential ?? {});
const answered = new Set();

async function wanted(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(form.dataset.ask, { headers, credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options;
}

async function credential(form) {
  const { publicKey } = await wanted(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

async function send(event) {
  const form = event.target;
  if (answered.delete(form)) return;
  event.preventDefault();
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
    answered.add(form);
    form.requestSubmit();
  } catch {
    trouble.hidden = false;
  }
}

// Until then nothing can be pressed: without the browser's answer the server can say nothing useful.
for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", send);
}
for (const words of able ? [] : document.querySelectorAll("[data-unable]")) words.hidden = false;
