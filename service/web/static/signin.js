// Asks for an API key where the service wants one. The key stays in this tab's session storage.

import { $ } from "./dom.js";
import { key, onKeyNeeded } from "./api.js";

let asking = null;

/** Wire the dialog and the button that forgets the key. */
export function wireSignIn() {
  onKeyNeeded(ask);
  $("sign-out").addEventListener("click", () => {
    key.forget();
    location.assign("/");
  });
  showSignOut();
}

/** Whether a key can be forgotten. */
export function showSignOut() {
  $("sign-out").hidden = key.get() === null;
}

function ask(wasWrong) {
  asking ??= new Promise((resolve) => open(wasWrong, resolve)).finally(() => { asking = null; });
  return asking;
}

function open(wasWrong, resolve) {
  const dialog = $("sign-in");
  const field = $("key");
  const wrong = (text) => {
    $("key-error").hidden = text === "";
    $("key-error").textContent = text;
    field.toggleAttribute("aria-invalid", text !== "");
  };
  const done = new AbortController();
  const { signal } = done;
  const end = (given) => {
    done.abort();
    field.value = "";
    dialog.close();
    $("sign-out").hidden = given === null;
    resolve(given);
  };
  wrong(wasWrong ? "The service did not accept that key. Check it, or ask for another." : "");
  $("sign-in-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = field.value.trim();
    if (/^[\x21-\x7e]+$/u.test(given)) end(given);
    else wrong("A key is one word of letters, digits and signs, such as qw_live_….");
  }, { signal });
  $("sign-in-cancel").addEventListener("click", () => end(null), { signal });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    end(null);
  }, { signal });
  dialog.showModal();
}
