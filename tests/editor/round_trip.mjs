// Reads and writes files as the editor does: a line of JSON in, a line of JSON out.
import { createInterface } from "node:readline";

const { readData, readText, writeData, writeText } = await import(process.argv[2]);

// Sveltia CMS takes the empty space off the ends of every text that it keeps.
const kept = (value) => {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map(kept);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, kept(each)]));
};

for await (const line of createInterface({ input: process.stdin })) {
  const { file, fields, changes, content: fresh } = JSON.parse(line);
  try {
    const isText = fields.some(({ name }) => name === "body");
    const content = fresh ?? kept((isText ? readText : readData)(file.trim(), fields));
    for (const [path, value] of changes) {
      let part = content;
      for (const name of path.slice(0, -1)) part = part[name];
      if (value === null) delete part[path.at(-1)];
      else part[path.at(-1)] = value;
    }
    const written = (isText ? writeText : writeData)(content, fields);
    console.log(JSON.stringify({ content, written }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}
