// Bundles the entry points below into dist/. The result depends on the sources and on esbuild's version only, so CI can
// compare it byte for byte. Addresses with content hashes are made by assets.go, not here.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");

const options = {
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["css/reader.css", "css/desk.css", "css/print.css", "js/desk.js", "js/reader.js", "js/view.js", "js/editor.js", "js/contents.js"],
  outdir: "dist",
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  legalComments: "none",
  // Offices keep browsers for years: the oldest engines with cascade layers.
  target: ["chrome99", "firefox102", "safari15.4"],
  logLevel: watch ? "info" : "warning",
};

if (watch) {
  await (await context(options)).watch();
} else {
  await rm(new URL("dist", import.meta.url), { recursive: true, force: true });
  await build(options);
}
