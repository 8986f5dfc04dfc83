/// How the page looks, on a screen and on A4 paper.
enum PageStyle {
  static let css = """
    :root { color-scheme: light; --ink: #1b1b1b; --soft: #555; --line: #d0d0d0; --mark: #0072B2; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1.5rem 4rem; color: var(--ink);
      background: #fff; font: 1rem/1.5 Arial, "Liberation Sans", Helvetica, sans-serif; }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .3rem; }
    h2 { font-size: 1.3rem; margin: 2.6rem 0 .8rem; padding-top: .6rem;
      border-top: 3px solid var(--mark); }
    h3 { font-size: 1.05rem; line-height: 1.35; margin: 0 0 .15rem; }
    p { margin: .4rem 0; }
    a { color: #005a8c; }
    .question { font-size: 1.1rem; }
    .soft, .subtitle, .note, figcaption, .meta { color: var(--soft); font-size: .875rem; }
    .headline { font-size: 1.35rem; line-height: 1.3; font-weight: bold; margin: 1rem 0 .6rem;
      padding-left: .8rem; border-left: 6px solid var(--mark); }
    dl.findings { margin: .6rem 0; display: grid; grid-template-columns: 10rem 1fr; gap: .5rem 1rem; }
    dl.findings dt { font-weight: bold; }
    dl.findings dd { margin: 0; }
    .warnings { border: 2px solid #D55E00; padding: .4rem .9rem; margin: 1rem 0; }
    .warnings ul { margin: .2rem 0 .2rem 1.1rem; padding: 0; }
    table { border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.35;
      font-variant-numeric: tabular-nums; margin: .5rem 0; }
    caption { text-align: left; color: var(--soft); padding: .2rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0;
      border-bottom: 1px solid var(--line); }
    thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
    tbody th { font-weight: normal; }
    .mean { display: block; white-space: nowrap; }
    .range { display: block; color: var(--soft); white-space: nowrap; }
    .sides .mean, .sides .range { display: inline-block; min-width: 5.2em; }
    .sides th:first-child { width: 11em; }
    table.decision th:first-child { width: 24%; }
    .difference { background: #f3f7fa; }
    td.difference, th.difference { padding-left: .5rem; }
    td.verdict { min-width: 9.2em; }
    .clear { font-weight: bold; }
    td.number, th.number { text-align: right; }
    figure.chart { margin: 1.8rem 0; }
    .picture { overflow: hidden; }
    .picture svg { max-width: 100%; height: auto; display: block; }
    details { margin: .4rem 0; }
    summary { cursor: pointer; color: #005a8c; font-size: .875rem; }
    .scroll { overflow-x: auto; }
    td.source, td.value { overflow-wrap: anywhere; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .75rem; line-height: 1.35;
      background: #f6f6f6; padding: .8rem; }
    code { font-size: .9em; overflow-wrap: anywhere; }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; }
    @media (max-width: 40rem) { dl.findings { grid-template-columns: 1fr; gap: 0; } }
    @page { size: A4; margin: 15mm 14mm 16mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif;
        color: #555; } }
    @media print {
      html { font-size: 8.8pt; }
      body { max-width: none; padding: 0; line-height: 1.34; }
      h1 { font-size: 1.6rem; }
      h2 { break-before: page; margin-top: 0; }
      h2, h3, caption { break-after: avoid; }
      tr, .headline, dl.findings > *, .warnings, .picture, figcaption { break-inside: avoid; }
      figure.chart { margin: .7rem 0; break-inside: avoid; }
      .chart-head { break-inside: avoid; break-after: avoid; }
      #top .chart details, #top .chart .subtitle { display: none; }
      #top .chart { margin: .5rem 0 .2rem; }
      #top .picture svg { max-height: 34mm; }
      .question { font-size: 1rem; }
      p, .note { margin: .25rem 0; }
      .picture svg { max-width: 88%; max-height: 56mm; }
      .tall .picture svg { max-height: 100mm; }
      thead { display: table-header-group; }
      .scroll { overflow: visible; }
      .screen, nav, summary { display: none; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
      table { font-size: .86rem; }
      th, td { padding: .13rem .4rem .13rem 0; }
      dl.findings { gap: .25rem 1rem; }
      .warnings { margin: .5rem 0; }
      .sides th, .sides td { padding: .04rem .4rem .04rem 0; line-height: 1.2; }
      .headline { margin: .6rem 0 .4rem; }
      a { color: inherit; text-decoration: none; }
    }
    """
}
