// The styles of the HTML report. Colours are those of web/styles/tokens.css, which a test compares.

const dark = `--ground:#0b0f16;--surface-1:#111722;--surface-2:#19212e;--hairline:#232d3c;--text-strong:#e6ebf2;--text-mid:#a8b3c3;--text-soft:#8592a5;--accent:#41c7b6;--red:#f27d77;--green:#7ac98a;`;
const light = `--ground:#f3f5f8;--surface-1:#fcfdfe;--surface-2:#e9edf2;--hairline:#d5dce5;--text-strong:#131b27;--text-mid:#414d5f;--text-soft:#566274;--accent:#0a7468;--red:#b3322e;--green:#1d7038;`;

/** Light by default and on paper, dark where the reader's system is. */
export const reportStyle = `
:root{${light}color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text-strong);font:14px/1.55 system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main{max-width:928px;margin:0 auto;padding:48px 24px 72px}
h1,h2,h3,h4,h5,h6,p,ul,ol{margin:0}
h1{font-size:32px;line-height:1.2;font-weight:600;letter-spacing:-.022em;text-wrap:balance}
h1.fixed{color:var(--green)}
h1.open{color:var(--red)}
h2{margin-bottom:12px;font-size:18px;line-height:1.35;font-weight:600;letter-spacing:-.012em}
h3,h4,h5,h6{margin:16px 0 4px;font-size:14px;font-weight:600}
a{color:var(--accent);text-underline-offset:3px}
code,pre{font-family:ui-monospace,"JetBrains Mono",Menlo,Consolas,monospace;font-size:12px;font-variant-ligatures:none}
code{padding:1px 4px;overflow-wrap:anywhere;border-radius:4px;background:var(--surface-2);white-space:pre-wrap;-webkit-box-decoration-break:clone;box-decoration-break:clone}
pre{margin:8px 0 0;padding:12px 16px;border:1px solid var(--hairline);border-radius:8px;background:var(--surface-1);white-space:pre-wrap}
pre code{padding:0;background:none}
.lab{margin-bottom:8px;color:var(--text-mid)}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:8px 32px}
.total{color:var(--text-mid)}
.total strong{color:var(--text-strong);font-size:32px;line-height:1.2;font-weight:600;letter-spacing:-.022em}
.facts{margin-top:12px;color:var(--text-soft);font-size:12px}
section{margin-top:48px}
section>p,.prose>p{max-width:72ch}
ul,ol{padding-left:20px}
li+li{margin-top:4px}
.table,.prose table{margin-top:8px;overflow-x:auto}
.prose table{display:block}
table{width:100%;border-collapse:collapse;font-size:12px}
th{color:var(--text-soft);font-weight:500;text-align:left}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--hairline);vertical-align:top}
td{color:var(--text-mid)}
td:first-child{color:var(--text-strong)}
.scores{margin-top:12px;padding:0;list-style:none}
.scores>li{padding:12px 0;border-top:1px solid var(--hairline)}
.scores p,.scores ul{color:var(--text-mid)}
.score{display:grid;grid-template-columns:minmax(110px,1fr) minmax(80px,2fr) 92px;gap:16px;align-items:center}
.bar{height:6px;border-radius:3px;background:var(--surface-2)}
.bar span{display:block;height:100%;border-radius:3px;background:var(--accent)}
.points{color:var(--text-mid);text-align:right;white-space:nowrap}
.prose>*+*{margin-top:12px}
.prose h3:first-child{margin-top:0}
.prose p,.prose li{color:var(--text-mid)}
.prose strong{color:var(--text-strong)}
blockquote{margin:0;padding-left:16px;border-left:2px solid var(--hairline)}
@media screen and (max-width:640px){.table table{width:max-content;min-width:100%}.table td{max-width:220px}main{padding:24px 16px 48px}h1,.total strong{font-size:26px}}
@page{size:A4;margin:16mm}
@media print{
:root{color-scheme:light}
body{background:#fff;font-size:10pt}
main{max-width:none;padding:0}
section{margin-top:24px}
h2,h3,h4{break-after:avoid}
tr,.scores>li,pre{break-inside:avoid}
thead{display:table-header-group}
.table{overflow:visible}
table{font-size:8.5pt}
.bar,.bar span,code{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
