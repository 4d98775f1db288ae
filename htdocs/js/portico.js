// What pages do better with script; every page works without. Nothing is loaded, evaluated or written as HTML here.
(() => {
  "use strict";

  // A form is sent once: the button answers at once, and comes back when the page does.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    });
  });

  // What was typed is not lost by leaving.
  let typed = false;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.method === "post") typed = true;
  });
  document.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });

  // <button type="button" data-copy="text" data-copied="Copied" hidden>: shown only where copying works.
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const label = button.textContent;
      button.textContent = button.dataset.copied || label;
      setTimeout(() => (button.textContent = label), 2000);
    });
  });

  // Menus close by Escape and by a click elsewhere.
  const menus = () => document.querySelectorAll("details.menu[open], details.person[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
