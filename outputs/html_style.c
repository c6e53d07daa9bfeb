/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/html_style.h"
#include "outputs/palette.h"

static const char RULES[] =
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:76rem;padding:1rem 1.5rem 4rem;background:var(--paper);color:var(--ink);"
    "font:15px/1.5 system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}\n"
    "h1{font-size:1.6rem;margin:.5rem 0 0}h2{font-size:1.25rem;margin:0}h3{font-size:1.05rem;margin:1.6rem 0 "
    ".3rem}\n"
    "p{margin:.35rem 0;max-width:60rem}.sub,.muted{color:var(--muted)}.muted{font-style:italic}\n"
    "nav{margin:1rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}a{color:var(--input)}\n"
    "section{border-top:3px solid var(--rule);margin-top:2.2rem;padding-top:1rem}\n"
    ".wide{overflow-x:auto;margin:.8rem 0}table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}\n"
    "th,td{padding:.25rem .6rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--rule)}\n"
    "td{white-space:nowrap}th{font-weight:600;text-align:left}\n"
    "thead th{background:var(--panel);vertical-align:bottom;text-align:right;border-bottom:2px solid "
    "var(--rule)}\n"
    "thead th.w,td.w{text-align:left}td.w,tbody th{white-space:normal;min-width:8rem;max-width:34rem}\n"
    "tbody th{font-weight:400}tr.total th,tr.total td{font-weight:700;border-top:2px solid var(--ink)}\n"
    ".input{color:var(--input);background:var(--panel)}.link{color:var(--link)}\n"
    ".good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}\n"
    ".none{color:var(--muted);white-space:normal;min-width:7rem}.none small{display:block}\n"
    ".charts{display:flex;flex-wrap:wrap;gap:1.5rem;margin:1rem 0}figure{margin:0;flex:1 1 "
    "26rem;max-width:46rem}\n"
    "figcaption{font-weight:600}svg{width:100%;height:auto;font-size:12.5px;fill:var(--ink)}\n"
    "svg .n,svg "
    ".t{fill:var(--muted)}.grid{stroke:var(--rule);stroke-width:1}.axis{stroke:var(--ink);stroke-width:1.5}\n"
    "@media "
    "print{body{max-width:none;padding:0;font-size:10px}section{border:0;margin:0;padding:0}section+section{"
    "break-before:page}\n"
    "nav{display:none}.wide{overflow:visible}td,th{padding:.12rem .35rem}figure,tr{break-inside:avoid}\n"
    "thead{display:table-header-group}}\n"
    "@page{size:A4 landscape;margin:12mm}\n";

static void put_colours(FILE *out, const Palette *palette) {
    const struct {
        const char *name;
        uint32_t colour;
    } names[] = {{"paper", palette->paper}, {"panel", palette->panel}, {"rule", palette->rule},
                 {"ink", palette->ink},     {"muted", palette->muted}, {"input", palette->input},
                 {"link", palette->link},   {"good", palette->good},   {"bad", palette->bad}};
    fputs(":root{", out);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fprintf(out, "--%s:#%06X;", names[i].name, (unsigned)names[i].colour);
    for (int i = 0; i < PALETTE_SHADES; i++) fprintf(out, "--s%d:#%06X;", i, (unsigned)palette->shade[i]);
    fputs("}", out);
}

void html_style_write(FILE *out) {
    fputs("<style>\n", out);
    put_colours(out, &PALETTE_LIGHT);
    fputs("\n@media screen and (prefers-color-scheme:dark){", out);
    put_colours(out, &PALETTE_DARK);
    fputs("}\n", out);
    for (int i = 0; i < PALETTE_SHADES; i++) {
        fprintf(out, ".s%d{fill:var(--s%d)}.l%d{fill:none;stroke:var(--s%d);stroke-width:2.5}\n", i, i, i, i);
    }
    fputs(RULES, out);
    fputs("</style>\n", out);
}
