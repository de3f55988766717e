/** The look of a training report, in light and dark, from phones upwards. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#f6f7f9;--card:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d8dde3;--first:#1f6fb5;--second:#b8500a;--third:#2b7a4b;--good:#e3f2e8;--bad:#fbe9e4}
@media (prefers-color-scheme:dark){:root{--paper:#13161a;--card:#1c2026;--ink:#e7eaee;--soft:#a5afba;--line:#363d46;--first:#6cb0f2;--second:#f2995a;--third:#69c48f;--good:#1d3527;--bad:#3d2620}}
*{box-sizing:border-box}
body{margin:0;padding:24px 16px 48px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC",sans-serif}
main{max-width:1160px;margin:0 auto}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:32px 0 12px;overflow-wrap:anywhere}
p{margin:0 0 8px}
.facts{color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
.summary{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 18px;margin:16px 0 0}
.summary h2{margin:0 0 6px;font-size:1rem}
.summary ul{margin:0;padding-left:20px}
.summary li{margin:3px 0;overflow-wrap:anywhere}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,480px),1fr));gap:16px;align-items:start}
figure{margin:0;padding:14px 16px 10px;background:var(--card);border:1px solid var(--line);border-radius:8px;min-width:0}
figcaption{font-weight:600;overflow-wrap:anywhere}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;margin:2px 0 0;padding:0;font-size:.85rem;color:var(--soft)}
.legend span{display:inline-block;width:22px;margin-right:6px;vertical-align:middle}
.chart{position:relative;margin-top:6px}
.chart svg{display:block;width:100%;height:auto;font-family:inherit}
.chart svg text{font-family:inherit!important}
.chart svg.narrow{display:none}
.tip{position:absolute;top:0;pointer-events:none;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:4px 8px;font-size:.8rem;white-space:nowrap;box-shadow:0 2px 8px rgb(0 0 0/.2)}
.rule{position:absolute;top:0;width:1px;background:var(--soft);pointer-events:none}
details{margin-top:6px;font-size:.85rem}
summary{cursor:pointer;color:var(--soft)}
.scroll{overflow-x:auto;max-height:320px;overflow-y:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin-top:6px}
th,td{padding:3px 12px 3px 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;font-weight:400}
thead th{color:var(--soft)}
th:first-child,td:first-child{text-align:left}
.wide-table{width:100%;font-size:.9rem;background:var(--card)}
.wide-table th,.wide-table td{padding:6px 10px;vertical-align:top}
.wide-table tbody th{white-space:normal}
.wide-table td:last-child,.wide-table th:last-child{text-align:left;white-space:normal;min-width:280px}
section .scroll:has(.wide-table){max-height:none;border:1px solid var(--line);border-radius:8px}
.wide-table .chosen>*{background:var(--good);font-weight:600}
.wide-table .refused>*{background:var(--bad)}
pre{overflow-x:auto;margin:6px 0 0;font-size:.85rem}
@media (max-width:600px){.chart svg.wide{display:none}.chart svg.narrow{display:block}body{padding:16px 10px 40px}figure{padding:12px 10px 8px}}
@media print{body{background:#fff}figure{break-inside:avoid}}
`;
