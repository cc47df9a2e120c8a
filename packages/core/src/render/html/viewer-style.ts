/** The style sheet of the page around the picture. */
export const viewerStyle = `
:root{color-scheme:light dark;--page:#fff;--card:#fff;--line:#d0d7de;--text:#1f2328;--muted:#636c76;--accent:#0969da;--found:#bf8700}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--card:#161b22;--line:#30363d;--text:#e6edf3;--muted:#8d96a0;--accent:#58a6ff;--found:#e3b341}}
*{box-sizing:border-box}
html,body{height:100%;margin:0;overflow:hidden;background:var(--page);color:var(--text);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
#stage{position:absolute;inset:0;overflow:hidden;cursor:grab;touch-action:none}
#stage.dragging{cursor:grabbing}
#stage svg{width:100%;height:100%;display:block;outline:none}
#bar{position:absolute;right:14px;bottom:14px;display:flex;gap:6px;padding:6px;background:var(--card);border:1px solid var(--line);border-radius:9px;box-shadow:0 2px 10px #0002}
button,input{font:inherit;color:inherit;background:var(--page);border:1px solid var(--line);border-radius:6px;padding:4px 10px}
button{cursor:pointer;min-width:34px}
button:hover{border-color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
#search{width:210px}
#found{align-self:center;color:var(--muted);font-size:12px;min-width:52px}
#panel{position:absolute;right:14px;top:14px;width:350px;max-width:calc(100% - 28px);max-height:calc(100% - 90px);overflow:auto;padding:14px 18px;background:var(--card);border:1px solid var(--line);border-radius:9px;box-shadow:0 4px 18px #0003}
#panel[hidden]{display:none}
#panel h2{margin:0 30px 2px 0;font:600 15px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
#panel h3{margin:14px 0 4px;font-size:12px;color:var(--muted);font-weight:600}
#panel p{margin:2px 0;overflow-wrap:anywhere}
#panel ul,#panel ol{margin:0;padding-left:20px}
#panel li{overflow-wrap:anywhere;margin:2px 0}
#panel small{color:var(--muted);display:block}
#panel .link{border:0;background:none;padding:0;color:var(--accent);text-align:left;min-width:0}
#panel .link:hover{text-decoration:underline}
#close{position:absolute;right:10px;top:10px;border:0;background:none}
.box{cursor:pointer;outline:none}
.box:focus-visible rect,.box.chosen rect{stroke-width:3!important;stroke:var(--accent)!important}
.box.found rect{stroke-width:3!important;stroke:var(--found)!important}
.lit .box,.lit .arrow,.lit .why{opacity:.13}
.lit .box.on,.lit .arrow.on,.lit .why.on{opacity:1}
.lit .arrow.far{opacity:.45}.lit .box.far{opacity:.72}
.arrow.on{stroke-width:2.2}
@media print{#bar,#panel{display:none}}
`;
