// The page of results: what is found for the query in its address, ten at a time.

const MOST_AT_ONCE = 10;
const WORDS_OF_AN_EXCERPT = 30;

export async function start(section) {
  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (!query) return;
  const { element, fill, open } = await import(section.dataset.engine);
  const { words, find } = await open(location.href, WORDS_OF_AN_EXCERPT);
  const { count, take } = await find(query);
  const list = section.querySelector("ol");
  const more = section.querySelector(".more");

  function entry({ url, title, kind, excerpt, headings }) {
    const parts = headings.map((part) => element("li", {}, element("a", { href: part.url }, part.title)));
    return element(
      "li",
      { class: "results__entry" },
      element("h3", { class: "results__title" }, element("a", { href: url }, title)),
      element("p", { class: "results__kind" }, words[kind] ?? ""),
      element("p", {}, excerpt),
      ...(parts.length ? [element("ul", { class: "results__headings" }, ...parts)] : []),
    );
  }

  async function add() {
    const shown = list.children.length;
    const entries = (await take(shown, shown + MOST_AT_ONCE)).map(entry);
    list.append(...entries);
    more.hidden = list.children.length >= count;
    // Whoever asked for more reads on there; the button may be gone.
    if (shown) entries[0].querySelector("a").focus();
  }

  for (const field of document.querySelectorAll("[name=q]")) field.value = query;
  section.hidden = false;
  const said = count ? words.found : words.nothing;
  section.querySelector("[role=status]").textContent = fill(said, { count, query });
  more.addEventListener("click", add);
  await add();
}
