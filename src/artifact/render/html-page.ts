import { plainName } from './plain-name.ts';

/** Text for HTML, also inside of quoted attributes. */
export function escapeHtml(text: string): string {
  return plainName(text).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One self-contained page: nothing is loaded, and a policy says so. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --line: #8884; --text: light-dark(#1b1f24, #e6e8eb); --page: light-dark(#fff, #14171a); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: var(--text); background: var(--page); }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; white-space: nowrap; } th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child { text-align: left; } .over { color: #d1242f; } .warning { color: #9a6700; }
meter { width: 10rem; } .map { position: relative; height: 28rem; margin: .5rem 0 1.5rem; overflow: hidden; border: 1px solid var(--line); }
.box { position: absolute; box-sizing: border-box; overflow: hidden; border: 1px solid var(--page); background: hsl(var(--hue, 0) var(--colour, 50%) calc(91% - var(--depth) * 3.5%)); color: #1b1f24; padding: 0; cursor: zoom-in; }
.box > span { display: block; padding: 0 .3rem; font-size: .72rem; line-height: 1.25; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; pointer-events: none; }
.box > .inner { position: absolute; inset: 1.1rem 1px 1px; } .box.open { left: 0 !important; top: 0 !important; width: 100% !important; height: 100% !important; cursor: zoom-out; }
.box.aside { display: none; } nav { font-size: .85rem; min-height: 1.4rem; } nav button { font: inherit; border: 0; background: none; color: inherit; text-decoration: underline; cursor: pointer; padding: 0 .3rem 0 0; }
`;

/** A click opens a box to the size of the map; the path above leads back. Works without the script, too: as a picture. */
const script = `
for (const map of document.querySelectorAll('.map')) {
  const nav = map.previousElementSibling;
  const open = (box) => {
    for (const each of map.querySelectorAll('.box')) each.classList.remove('open', 'aside');
    nav.replaceChildren();
    const path = [];
    for (let at = box; at; at = at.parentElement.closest('.box')) path.unshift(at);
    for (const at of path) {
      at.classList.add('open');
      for (const other of at.parentElement.children) if (other !== at && other.classList.contains('box')) other.classList.add('aside');
    }
    for (const at of [undefined, ...path]) {
      const button = document.createElement('button');
      button.textContent = at ? at.title : 'all';
      button.addEventListener('click', () => open(at));
      nav.append(button);
    }
  };
  map.addEventListener('click', (event) => {
    const box = event.target.closest('.box');
    if (!box) return;
    open(box.classList.contains('open') ? box.parentElement.closest('.box') ?? undefined : box);
  });
}
`;
