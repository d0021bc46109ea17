// A small reading system on foliate-js; `window.reader` has the same methods as the one on epub.js. Addresses are
// relative to the package.
import './node_modules/foliate-js/view.js'
import { FootnoteHandler } from './node_modules/foliate-js/footnotes.js'

const FOLDER = 'EPUB/'
const view = document.createElement('foliate-view')
const popup = document.querySelector('#note')
const notes = new FootnoteHandler()
let style = { size: 16, dark: false }

const css = ({ size, dark }) => `
    html { color-scheme: ${dark ? 'dark' : 'light'}; font-size: ${size}px;
           background: ${dark ? '#121212' : '#fff'}; color: ${dark ? '#e0e0e0' : '#000'}; }`

notes.addEventListener('before-render', ({ detail }) => {
    popup.replaceChildren(detail.view)
    popup.show()
})
notes.addEventListener('render', ({ detail }) => {
    detail.view.renderer.setAttribute('flow', 'scrolled')
    detail.view.renderer.setStyles(css(style))
})

const flat = items => (items ?? []).flatMap(({ label, href, subitems }) =>
    [{ label, href: href.replace(FOLDER, '') }, ...flat(subitems)])
const shown = () => view.renderer.getContents()[0].index

window.reader = {
    async open(url) {
        document.body.append(view)
        await view.open(url)
        view.addEventListener('link', e => notes.handle(view.book, e))
        this.style({})
        await view.renderer.next()
    },
    next: () => view.next(),
    go: href => view.goTo(FOLDER + href).then(() => {}),
    toc: () => flat(view.book.toc),
    pages: () => flat(view.book.pageList),
    where: () => `${shown()}:${view.lastLocation.cfi}`,
    file: () => view.book.sections[shown()].id.replace(FOLDER, ''),
    style(wanted) {
        style = { ...style, ...wanted }
        view.renderer.setStyles(css(style))
        document.documentElement.style.background = style.dark ? '#121212' : '#fff'
    },
    dismiss() {
        popup.firstElementChild.close()
        popup.replaceChildren()
        popup.close()
    },
}
