/* Progressive enhancement, nothing else: every page reads and every form submits without this file. */
(() => {
  "use strict";

  const live = () => document.getElementById("live");

  /** Reads `text` aloud to those who listen; the same text twice in a row is read twice. */
  function announce(text) {
    const region = live();
    if (!region || !text) return;
    region.textContent = "";
    window.setTimeout(() => { region.textContent = text; }, 50);
  }

  /* A partial page may carry [data-announce]: what changed, in words, such as «12 av 47 tiltak». */
  document.addEventListener("htmx:afterSettle", (event) => {
    const inside = event.detail.elt;
    const words = inside.matches?.("[data-announce]") ? inside : inside.querySelector?.("[data-announce]");
    announce(words?.dataset.announce || words?.textContent.trim());
  });

  /* form[data-autosubmit]: a choice submits at once, typing after a short rest. htmx then swaps only the list. */
  let rest = 0;
  function submitSoon(form, delay) {
    window.clearTimeout(rest);
    rest = window.setTimeout(() => form.requestSubmit(), delay);
  }
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-autosubmit]") && event.target.matches("input:not([type=checkbox], [type=radio], [type=date])")) {
      submitSoon(form, 350);
    }
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-autosubmit]") && event.target.matches("select, [type=checkbox], [type=radio], [type=date]")) {
      submitSoon(form, 0);
    }
  });

  /* The session ended meanwhile: the sign-in page must not land in the middle of a list. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const signIn = document.body.dataset.signIn;
    const answered = event.detail.xhr.responseURL;
    if (signIn && answered && new URL(answered).pathname === signIn && window.location.pathname !== signIn) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });

  /* A partial update that failed says so where the eye and the ear find it; what was typed stays. */
  function failed() {
    const words = document.getElementById("failed");
    const messages = document.getElementById("messages");
    if (!words || !messages || messages.querySelector("[data-failed]")) return;
    messages.append(words.content.cloneNode(true));
    announce(messages.querySelector("[data-failed]").textContent.trim());
  }
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) document.querySelector("#messages [data-failed]")?.remove();
  });

  /* button[data-fill='{"id_username": "leder"}'] writes the values into the fields; it submits nothing. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-fill]");
    if (!button) return;
    const values = JSON.parse(button.dataset.fill);
    for (const [id, value] of Object.entries(values)) document.getElementById(id).value = value;
    button.dataset.focus && document.getElementById(button.dataset.focus)?.focus();
  });

  /* form[data-guard]: the browser asks before what is typed and not sent is left. "typed": it came back unsaved. */
  let unsaved = document.querySelector('form[data-guard="typed"]') !== null;
  document.addEventListener("input", (event) => {
    if (event.target.form?.matches("[data-guard]")) unsaved = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-guard]")) unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  /* Where the address points into the page, the browser passes autofocus by: what went wrong, or was done, comes first. */
  window.addEventListener("load", () => {
    if (window.location.hash) document.querySelector("#messages [autofocus], main [role=alert][autofocus]")?.focus();
  });

  window.samstyr = { announce };
})();
