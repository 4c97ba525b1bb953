// How the editor reads and writes a file: what a person did not change stays as it is, byte for byte.
//
// A file is read with every scalar as text, so that 0123, NO and 12:30 stay what they are. The file itself goes along
// in a field that no form shows. What is saved is that file, in which each value that differs is put in the place of
// the old one; notes, quotation marks, the order of fields, the breaks of lines and fields that no form knows remain.

import { isMap, isScalar, isSeq, parseDocument, stringify } from "./yaml/index.js";

const SOURCE = "_source";
const IS = "_is";
const HEAD = /^(---[ \t]*\n)([^]*?)^(---[ \t]*(?:\n+|$))/m;
const NEW = "---\n---\n\n";

// Return what a content file says: its fields, its text, and what it was read from.
export const readText = (file, fields) => {
  const found = file.match(HEAD);
  if (found?.index !== 0) throw new Error("the first line must be ---, and the line below the last field too");
  const said = values(found[2], fields);
  const is = "original_digest" in said ? "translation" : "original";
  return { ...said, body: file.slice(found[0].length), [SOURCE]: JSON.stringify(found[0]), [IS]: is };
};

// Return the content file that says this.
export const writeText = (content, fields) => {
  const [, opening, head, closing] = (sourceOf(content) || NEW).match(HEAD);
  return `${opening}${changed(head, content, fields)}${closing}${content.body ?? ""}`.trimEnd() + "\n";
};

// Return what a data file says.
export const readData = (file, fields) => ({ ...values(`${file}\n`, fields), [SOURCE]: JSON.stringify(`${file}\n`) });

// Return the data file that says this.
export const writeData = (content, fields) => changed(sourceOf(content), content, fields);

// The editor takes the empty lines off the ends of whatever it keeps, so the source is kept as one line.
const sourceOf = (content) => (content[SOURCE] ? JSON.parse(content[SOURCE]) : "");

// What a file says

const parse = (text) => parseDocument(text, { schema: "failsafe" });

// A form has a hundred fields, and one of them was changed: what was read last is read again.
let last = [];
const read = (text) => {
  if (last[0] !== text) last = [text, parse(text)];
  return last[1];
};

const values = (text, fields) => {
  const { contents, errors } = read(text);
  if (errors.length) throw new Error(errors[0].message);
  const found = isMap(contents) ? plain(contents, { fields }) : {};
  // Else the editor would take what is so in a new file for what an old one says.
  for (const { name, widget } of fields) if (widget === "boolean" && !(name in found)) found[name] = false;
  return found;
};

// Return what a node says: text, but for what a widget needs as a number, or as true or false.
const plain = (node, field) => {
  if (isMap(node)) {
    const fieldOf = (name) => field?.fields?.find((each) => each.name === name);
    return Object.fromEntries(node.items.map(({ key, value }) => [key.value, plain(value, fieldOf(key.value))]));
  }
  if (isSeq(node)) return node.items.map((each) => plain(each, itemOf(field)));
  const text = node?.value ?? "";
  if (field?.widget === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  if (field?.widget === "number" && /^-?[0-9]+(\.[0-9]+)?$/.test(text)) return Number(text);
  return text;
};

const itemOf = (field) => (field?.fields ? { fields: field.fields } : field?.field ?? {});

const isObject = (value) => typeof value === "object" && value !== null;

const isNothing = (value) =>
  value === undefined || value === null || value === "" || (isObject(value) && Object.values(value).every(isNothing));

// Return whether two values say the same: a part that is empty says nothing, nor does an empty line at the end.
const same = (one, other) => {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (typeof one === "string" && typeof other === "string") return one.trim() === other.trim();
  if (!isObject(one) || !isObject(other)) return one === other;
  if (Array.isArray(one) !== Array.isArray(other) || (Array.isArray(one) && one.length !== other.length)) return false;
  return Object.keys({ ...one, ...other }).every((name) => same(one[name], other[name]));
};

// Where it says so: a path is the names, and the numbers in lists, that lead to a value

const at = (document, path) => document.getIn(path, true) ?? undefined;

const pairAt = (document, path) => {
  const parent = path.length > 1 ? at(document, path.slice(0, -1)) : document.contents;
  return isMap(parent) ? [parent, parent.items.find(({ key }) => key.value === path.at(-1))] : [parent, undefined];
};

const lineStart = (text, place) => text.lastIndexOf("\n", place - 1) + 1;

// Return where the line ends on which the last word of a node stands.
const lineEnd = (text, node) => {
  let last = node;
  while ((isMap(last) || isSeq(last)) && !last.flow && last.items.length) {
    const item = last.items.at(-1);
    last = isMap(last) ? item.value?.range ? item.value : item.key : item;
  }
  const end = text.indexOf("\n", Math.max(last.range[0], last.range[1] - 1));
  return end < 0 ? text.length : end + 1;
};

// What it says now

const changed = (text, content, fields) => {
  // A copy of a file is a new one; of that too, what no form knows is kept.
  const others = text ? [] : Object.keys(content).filter((name) => !fields.some((field) => field.name === name));
  const known = [...fields, ...others.map((name) => ({ name }))];
  const written = known.filter(({ name }) => name !== "body" && name !== SOURCE && name !== IS);
  return group(text, [], settled(content, { fields: written }), written);
};

// Return a value as files have it: the editor puts a slash before the name of what lies under static/.
const settled = (value, field) => {
  if (Array.isArray(value)) return value.map((each) => settled(each, itemOf(field)));
  if (!isObject(value)) return field?.widget === "image" && value ? value.replace(/^\//, "") : value;
  const fieldOf = (name) => field?.fields?.find((each) => each.name === name);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, settled(each, fieldOf(name))]));
};

// Return the YAML in which the group at `path` is as it is in `now`.
const group = (text, path, now, fields) =>
  fields.reduce((done, field) => put(done, [...path, field.name], now[field.name], field, fields), text);

// Return the YAML in which this is the value at `path`.
const put = (text, path, value, field, siblings = []) => {
  const document = read(text);
  const node = at(document, path);
  if (same(plain(node, field), value)) return text;
  if (isNothing(plain(node, field))) {
    if (value === false) return text;
    return insert(pairAt(document, path)[1] ? remove(text, path) : text, path, value, field, siblings);
  }
  if (isNothing(value)) return remove(text, path);
  if (isMap(node) && field.fields) return group(text, path, value, field.fields);
  if (isSeq(node) && Array.isArray(value)) return list(text, path, node, tidy(value), field);
  return exchange(text, path, node, value, field);
};

// Return the YAML in which a value is another: by the least change after which it says so, and nothing else differs.
const exchange = (text, path, node, value, field) => {
  const [start, end] = node.range;
  const attempts = [[inline(value, field), start, end]];
  if (isScalar(node)) {
    const now = String(value);
    attempts.unshift(...oneWord(text, node, now), [inItsStyle(text, node, now), start, end]);
  }
  const rest = without(text, path);
  const saysSo = (made) => {
    const document = read(made);
    return !document.errors.length && same(plain(at(document, path), field), value) && without(made, path) === rest;
  };
  const found = attempts.map(([by, from, to]) => text.slice(0, from) + by + text.slice(to)).find(saysSo);
  if (found === undefined) throw new Error(`the new value of ${path.join(", ")} cannot be written`);
  return found;
};

const without = (text, path) => {
  const document = parse(text);
  document.setIn(path, "");
  return JSON.stringify(document.toJS());
};

// Return the least change within a text: by what to replace, from where, to where; nothing where that is not plain.
const oneWord = (text, node, now) => {
  const old = node.value;
  const value = now.trimEnd() + old.slice(old.trimEnd().length);
  let place = node.range[0];
  if (/[|>]/.test(text[place])) place = text.indexOf("\n", place) + 1 + indentOf(text, node).length;
  else if (/["']/.test(text[place])) place += 1;
  const places = [];
  for (const letter of old) {
    places.push(place);
    // The break of a line, and how far the next one is moved in, stand for one letter.
    const gap = /[ \t]*\n\s*/y;
    gap.lastIndex = place;
    if (/\s/.test(letter) && gap.test(text)) place = gap.lastIndex;
    else if (letter === text[place]) place += 1;
    else return [];
  }
  places.push(place);
  let head = 0;
  while (head < old.length && old[head] === value[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, value.length) - head && old.at(-1 - tail) === value.at(-1 - tail)) tail += 1;
  return [[value.slice(head, value.length - tail), places[head], places[old.length - tail]]];
};

// Return how far the lines of a text are moved in that begins on a line of its own.
const indentOf = (text, node) => text.slice(text.indexOf("\n", node.range[0]) + 1).match(/^\n*([ \t]*)/)[1];

const inItsStyle = (text, node, value) => {
  if (node.type === "QUOTE_DOUBLE") return JSON.stringify(value);
  if (node.type === "QUOTE_SINGLE") return `'${value.replaceAll("'", "''")}'`;
  if (!node.type.startsWith("BLOCK")) return value;
  const header = text.slice(node.range[0], text.indexOf("\n", node.range[0]) + 1);
  const lines = node.type === "BLOCK_FOLDED" ? value.trimEnd().replace(/\n+/g, "$&\n") : value.trimEnd();
  return header + movedIn(`${lines}\n`, indentOf(text, node));
};

// Return the YAML with these items in a list: those that it had as they were written, with the notes behind them.
const list = (text, path, node, value, field) => {
  const item = itemOf(field);
  const old = node.items.map((each) => plain(each, item));
  const hasMoved = value.some((each, index) => !same(each, old[index]) && old.some((other) => same(each, other)));
  if (value.length === old.length && !hasMoved) {
    return value.reduce((done, now, index) => put(done, [...path, index], now, item), text);
  }
  const [start, end, pieces] = node.flow
    ? [...node.range.slice(0, 2), node.items.map((each) => text.slice(each.range[0], each.range[1]))]
    : linesOf(text, node);
  const left = old.map((each, index) => [each, pieces[index]]);
  const indent = pieces[0]?.match(/^[ \t]*/)[0] ?? "";
  const made = value.map((each) => {
    const found = left.findIndex(([other]) => same(other, each));
    if (found >= 0) return left.splice(found, 1)[0][1];
    return node.flow ? inline(each, item) : movedIn(stringify([tidy(each)], STYLE), indent);
  });
  return text.slice(0, start) + (node.flow ? `[${made.join(", ")}]` : made.join("")) + text.slice(end);
};

// Return where the lines of a list begin and end, and those of each item.
const linesOf = (text, node) => {
  const starts = node.items.map((each) => lineStart(text, each.range[0]));
  const ends = [...starts.slice(1), lineEnd(text, node)];
  return [starts[0], ends.at(-1), starts.map((start, index) => text.slice(start, ends[index]))];
};

// Fields that go and come

const remove = (text, path) => {
  const [parent, gone] = pairAt(read(text), path);
  if (!parent.flow) {
    return text.slice(0, lineStart(text, gone.key.range[0])) + text.slice(lineEnd(text, gone.value ?? gone.key));
  }
  const kept = parent.items.filter((each) => each !== gone);
  const pieces = kept.map(({ key, value }) => text.slice(key.range[0], value.range[1]));
  return `${text.slice(0, parent.range[0])}{${pieces.join(", ")}}${text.slice(parent.range[1])}`;
};

// Return the YAML with a new field, behind the nearest one that stands before it in the form.
const insert = (text, path, value, field, siblings) => {
  const [parent] = pairAt(read(text), path);
  const name = path.at(-1);
  if (isMap(parent) && parent.flow) {
    const pieces = parent.items.map(({ key, value }) => text.slice(key.range[0], value.range[1]));
    const made = `{${[...pieces, `${name}: ${inline(value, field)}`].join(", ")}}`;
    return text.slice(0, parent.range[0]) + made + text.slice(parent.range[1]);
  }
  const made = field.widget === "datetime" ? `${name}: ${value}\n` : stringify({ [name]: tidy(value) }, STYLE);
  if (!isMap(parent)) return made + text;
  const earlier = siblings.slice(0, siblings.findIndex((each) => each.name === name)).reverse();
  const before = earlier.map((each) => parent.items.find(({ key }) => key.value === each.name)).find(Boolean);
  const first = parent.items[0].key.range[0];
  const place = before ? lineEnd(text, before.value?.range ? before.value : before.key) : lineStart(text, first);
  return text.slice(0, place) + movedIn(made, " ".repeat(first - lineStart(text, first))) + text.slice(place);
};

// How something new is written: so that older readers of YAML too see text in it and no numbers, and in whole lines

const STYLE = { lineWidth: 0, compat: "yaml-1.1" };

const inline = (value, field) => {
  if (field?.widget === "datetime") return value;
  if (typeof value === "string" && value.includes("\n")) return JSON.stringify(value);
  return stringify(tidy(value), { ...STYLE, collectionStyle: "flow", flowCollectionPadding: false }).trimEnd();
};

const movedIn = (lines, indent) => lines.replace(/^(?=.)/gm, indent);

// Return a value without its empty parts.
const tidy = (value) => {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.filter((each) => !isNothing(each)).map(tidy);
  const said = Object.entries(value).filter(([, each]) => !isNothing(each));
  return Object.fromEntries(said.map(([name, each]) => [name, tidy(each)]));
};
