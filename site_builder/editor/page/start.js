// Starts the editor: Sveltia CMS, with the forms of this site, and a format of our own for each kind of file.
import { readData, readText, writeData, writeText } from "./round-trip.js";

const script = (address) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(element);
  });

const { collections, ...config } = await (await fetch("config.yml")).json();

// It would start by itself, and read its configuration a second time.
window.CMS_MANUAL_INIT = true;
await script("cms/dist/sveltia-cms.js");

for (const { folder, files, fields, extension, format } of collections) {
  if (folder) {
    window.CMS.registerCustomFormat(format, extension ?? "md", {
      fromFile: (text) => readText(text, fields),
      toFile: (content) => writeText(content, fields),
    });
  }
  for (const file of files ?? []) {
    window.CMS.registerCustomFormat(file.format, "yaml", {
      fromFile: (text) => readData(text, file.fields),
      toFile: (content) => writeData(content, file.fields),
    });
  }
}

window.CMS.init({ config: { ...config, collections, load_config_file: false } });
