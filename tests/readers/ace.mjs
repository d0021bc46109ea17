// Ace by DAISY on one EPUB: node ace.mjs BOOK.epub OUTDIR → OUTDIR/report.json
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const ace = require('@daisy/ace-core')
const runner = require('@daisy/ace-axe-runner-puppeteer')
const [book, outdir] = process.argv.slice(2)

await ace(book, { cwd: process.cwd(), outdir, silent: true, verbose: false, timeout: 600_000 }, runner)
process.exit(0)
