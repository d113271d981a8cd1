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

  /* Signed in anew in another tab, the page's token is old: a fresh one is fetched, and the save is tried once more. */
  let tried = false;
  form.addEventListener("htmx:responseError", async (event) => {
    if (!ours(event) || event.detail.xhr.status !== 403 || tried) return;
    tried = true;
    const answer = await fetch(form.getAttribute("hx-post"), { headers: { "HX-Request": "true" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh) return;
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

  /* What a save answered about an input is heard with the input. */
  function tie() {
    for (const note of form.querySelectorAll(".fnote")) {
      const input = form.elements[note.id.replace("note-", "")];
      const named = input instanceof RadioNodeList ? input[0].closest("fieldset") : input;
      if (!named) continue;
      const about = (named.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== note.id);
      if (note.textContent.trim()) about.push(note.id);
      if (about.length) named.setAttribute("aria-describedby", about.join(" "));
      else named.removeAttribute("aria-describedby");
    }
  }
  form.addEventListener("htmx:afterSettle", ({ target }) => { if (target.id === "lagret") tie(); });
  tie();
})();
