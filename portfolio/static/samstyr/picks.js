/* Filters that open (details.pick): a press outside, Escape or a focus that goes on closes them, so that they never lie
   over what has the focus. Without this file their heading does. */
(() => {
  "use strict";

  const open = () => document.querySelectorAll(".pick > details[open]");

  function leave(event) {
    for (const each of open()) if (!each.contains(event.target)) each.open = false;
  }
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const each of open()) {
      each.open = false;
      each.querySelector("summary").focus();
    }
  });
})();
