// What the search field and the page of results share: the one module that knows Pagefind.

// How many headings of one page are worth a line each.
const MOST_HEADINGS = 2;

// Returns what both need for the search page at `url`: `words` to show, `questions` (those asked most) and find(), whose
// excerpts have about so many words.
export async function open(url, excerptLength) {
  // Asked for anew: it says where the index of today lies.
  const { index, ...shown } = await (await fetch(new URL("box.json", url), { cache: "no-cache" })).json();
  const { createInstance } = await import(`${index}pagefind.js`);
  // One of its own for each: of one instance, the later query of two is the only one that is answered.
  const pagefind = createInstance({ excerptLength });
  await pagefind.init();
  return { ...shown, find: (query) => find(pagefind, query) };
}

// Returns null where a later query has been asked meanwhile, else how many results there are and take(from, to).
async function find(pagefind, query) {
  const found = await pagefind.debouncedSearch(query, {}, 120);
  return (
    found && {
      count: found.results.length,
      take: async (from, to) =>
        (await Promise.all(found.results.slice(from, to).map((result) => result.data()))).map(asResult),
    }
  );
}

// A page, or an answer, with those of its headings under which the words stand. A heading of an answer has no address
// that would open it.
function asResult({ meta, excerpt, sub_results: parts }) {
  const headings = meta.kind === "question" ? [] : parts.filter((part) => part.url.includes("#"));
  return {
    url: meta.url,
    title: meta.title,
    kind: meta.kind,
    excerpt: nodesOf(excerpt),
    headings: headings.slice(0, MOST_HEADINGS).map(({ url, title }) => ({ url, title })),
  };
}

// Returns an excerpt as nodes, the words that were asked for in <mark>. Pagefind gives it as HTML of these alone.
function nodesOf(excerpt) {
  const nodes = document.createDocumentFragment();
  const html = `${/^\p{Ll}/u.test(excerpt) ? "… " : ""}${excerpt}${/[.!?]$/.test(excerpt) ? "" : " …"}`;
  for (const [index, text] of html.split(/<mark>(.*?)<\/mark>/s).entries()) {
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    nodes.append(index % 2 ? element("mark", {}, plain) : plain);
  }
  return nodes;
}

// Returns an element with these attributes, and these within.
export function element(name, attributes, ...within) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...within);
  return made;
}

// Returns a text with what is given for its places: fill("Nothing about “{query}”", { query }).
export const fill = (text, given) => text.replace(/\{(\w+)\}/g, (place, name) => given[name] ?? place);
