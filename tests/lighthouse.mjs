// Lighthouse on a phone, page after page in one browser: node lighthouse.mjs PORT ADDRESS...
// One line of JSON for each page, on standard output.
import lighthouse from "lighthouse";

const [port, ...addresses] = process.argv.slice(2);
for (const address of addresses) {
  const { lhr } = await lighthouse(address, { port: Number(port), logLevel: "error" });
  const scores = Object.values(lhr.categories).map(({ score }) => Math.round(score * 100));
  const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9),
  );
  // What could not be measured is as bad as can be.
  const value = (id) => lhr.audits[id].numericValue ?? 99_999;
  console.log(
    JSON.stringify({
      version: lhr.lighthouseVersion,
      scores,
      lcp: value("largest-contentful-paint"),
      shift: value("cumulative-layout-shift"),
      bytes: value("total-byte-weight"),
      lost: lost.map(({ id }) => id),
    }),
  );
}
