// A small reading system on epub.js; `window.reader` has the same methods as the one on foliate-js. Addresses are
// relative to the package.
/* global ePub */
const book = ePub()
let rendition

const flat = items => (items ?? []).flatMap(({ label, href, subitems }) =>
    [{ label: label.trim(), href }, ...flat(subitems)])
const start = () => rendition.currentLocation().start

window.reader = {
    async open(url) {
        const data = await (await fetch(url)).arrayBuffer()
        await book.open(data, 'binary')
        rendition = book.renderTo('book', { width: '100%', height: '100%', spread: 'none' })
        rendition.themes.register('light', { html: { background: '#fff', color: '#000' } })
        rendition.themes.register('dark', { html: { background: '#121212', color: '#e0e0e0' } })
        rendition.themes.select('light')
        await rendition.display()
        await book.loaded.navigation
        await book.loaded.pageList
    },
    next: () => rendition.next(),
    go: href => rendition.display(href).then(() => {}),
    toc: () => flat(book.navigation.toc),
    pages: () => book.pageList.pageList.map(({ page, href }) => ({ label: String(page), href })),
    where: () => `${start().index}:${start().displayed.page}`,
    file: () => start().href,
    style({ size, dark }) {
        if (size) rendition.themes.fontSize(`${size}px`)
        if (dark !== undefined) {
            rendition.themes.select(dark ? 'dark' : 'light')
            document.documentElement.style.background = dark ? '#121212' : '#fff'
        }
    },
}
