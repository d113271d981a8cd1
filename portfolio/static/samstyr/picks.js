/* Filters that open (details.pick): a press outside or Escape closes them. Without this file their heading does. */
(() => {
  "use strict";

  const open = () => document.querySelectorAll(".pick > details[open]");

  document.addEventListener("pointerdown", (event) => {
    for (const each of open()) if (!each.contains(event.target)) each.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const each of open()) {
      each.open = false;
      each.querySelector("summary").focus();
    }
  });
})();
