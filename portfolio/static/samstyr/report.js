/* A report while it is written. Without this file the page saves by its button; nothing here saves or changes a text. */
(() => {
  "use strict";

  const form = document.getElementById("rapport");
  if (!form) return;
  const ours = (event) => event.detail.elt === form;

  /* The browser asks before what is typed and not yet saved is left. */
  let typed = 0;
  let sent = 0;
  form.addEventListener("input", () => { typed += 1; });
  form.addEventListener("htmx:beforeRequest", (event) => { if (ours(event)) sent = typed; });
  form.addEventListener("htmx:afterRequest", (event) => { if (ours(event) && event.detail.successful && sent === typed) typed = sent = 0; });
  form.addEventListener("submit", () => { typed = 0; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

  /* Signed in anew in another tab, the page's token is old: a fresh one is fetched, and the save is tried once more.
     Who is still signed out is told so. */
  let tried = false;
  form.addEventListener("htmx:responseError", async (event) => {
    if (!ours(event) || event.detail.xhr.status !== 403 || tried) return;
    tried = true;
    const answer = await fetch(form.getAttribute("hx-post"), { headers: { "HX-Request": "true" } });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = found.querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh) {
      tried = false;
      const signedOut = found.getElementById("lagret");
      if (signedOut) say(signedOut);
      return;
    }
    form.elements.csrfmiddlewaretoken.value = fresh.value;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
    window.htmx.trigger(form, "kladd");
  });
  form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) tried = false; });

  /* What stands unsaved is read aloud when it comes about, not again for every word that is typed after it. */
  let told = "";
  form.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "lagret") return;
    const words = target.dataset.announce || "";
    if (words === told) delete target.dataset.announce;
    told = words;
  });
  function say(line) {
    document.getElementById("lagret").replaceWith(line);
    document.querySelector("#messages [data-failed]")?.remove();
    const words = line.dataset.announce || "";
    if (words !== told) window.samstyr.announce(words);
    told = words;
  }

  /* An error is about what was sent. Once the input holds something else, the next save tells how it is with that. */
  function forget(input) {
    const radios = input instanceof RadioNodeList ? [...input] : null;
    const error = document.getElementById(`${radios ? radios[0].closest(".choice").id : input.id}_error`);
    if (!error) return;
    error.remove();
    for (const each of radios || [input]) each.removeAttribute("aria-invalid");
    describe(radios ? radios[0].closest("fieldset") : input, error.id);
  }
  form.addEventListener("input", ({ target }) => {
    const input = form.elements[target.name];
    if (!input) return;
    forget(input);
    const summary = document.querySelector(".ds-error-summary");
    const id = input instanceof RadioNodeList ? input[0].id : input.id;
    summary?.querySelector(`a[href="#${CSS.escape(id)}"]`)?.closest("li").remove();
    if (summary && !summary.querySelector("li")) summary.remove();
  });

  /* What a save answered about an input is heard with the input. */
  function describe(named, without, also = []) {
    const about = (named.getAttribute("aria-describedby") || "").split(" ").filter((each) => each && each !== without).concat(also);
    if (about.length) named.setAttribute("aria-describedby", about.join(" "));
    else named.removeAttribute("aria-describedby");
  }
  function tie() {
    for (const note of form.querySelectorAll(".fnote")) {
      const input = form.elements[note.id.replace("note-", "")];
      const named = input instanceof RadioNodeList ? input[0].closest("fieldset") : input;
      if (!named) continue;
      const told = note.textContent.trim();
      describe(named, note.id, told ? [note.id] : []);
      if (told) forget(input);
    }
  }
  form.addEventListener("htmx:afterSettle", ({ target }) => { if (target.id === "lagret") tie(); });
  tie();
})();
