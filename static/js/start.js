// On every page, and so as little as can be: what only some visitors want is a module of its own, fetched once they do.

// A part of the page names its module in data-script. It is fetched when the part has the focus; for a part that is
// hidden until there is something to show, when the address holds a query.
for (const part of document.querySelectorAll("[data-script]")) {
  const load = async () => (await import(part.dataset.script)).start(part);
  if (part.hidden ? location.search : part.matches(":focus-within")) load();
  else part.addEventListener("focusin", load, { once: true });
}

// A link into a folded part opens it; older browsers would leave it shut.
function unfold() {
  const target = document.querySelector(":target");
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  unfold();
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// The colour scheme: a script in the head has set it before anything was drawn; the footer has the switch.
const root = document.documentElement;
const scheme = document.querySelector("#page-scheme");
scheme?.addEventListener("change", () => {
  root.dataset.theme = scheme.value;
  try {
    if (scheme.value) localStorage.setItem("scheme", scheme.value);
    else localStorage.removeItem("scheme");
  } catch {
    // A browser that keeps nothing keeps the choice for this page.
  }
});
// Each time it is shown: a page that comes back out of the browser's memory may be older than the choice.
addEventListener("pageshow", () => {
  try {
    root.dataset.theme = localStorage.getItem("scheme") ?? "";
  } catch {}
  if (scheme) scheme.value = root.dataset.theme ?? "";
});
