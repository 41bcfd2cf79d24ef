const font =
  "font-family:'Pretendard Variable',Pretendard,-apple-system,BlinkMacSystemFont,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',Segoe UI,Helvetica,Arial,sans-serif;";

/** How letters look: the shop's dark head and its lime, on a sheet that follows the reader's light or dark. */
export const letterStyle = {
  frame: `max-width:560px;background:#ffffff;border-radius:18px;overflow:hidden;color:#1b1825;${font}font-size:16px;line-height:1.6;word-break:keep-all;overflow-wrap:anywhere;`,
  head: `background:#14111d;color:#d3f36b;padding:18px 32px;font-size:18px;font-weight:800;letter-spacing:-0.02em;${font}`,
  button:
    'display:inline-block;background:#c9f24b;color:#1a2106;font-weight:700;text-decoration:none;padding:14px 26px;border-radius:999px;',
  /** Where the document type is lost on the way, tables would not take after what they stand in. */
  table: 'font:inherit;color:inherit;',
  name: 'color:#625d70;padding:6px 16px 6px 0;white-space:nowrap;width:1%;',
  quote: 'margin:0 0 20px;padding:4px 0 4px 16px;border-left:4px solid #c9f24b;',
  value: 'padding:6px 0;font-weight:600;',
  price: 'text-align:right;color:#625d70;padding:6px 0 6px 16px;white-space:nowrap;',
  foot: `max-width:560px;margin:20px auto 0;color:#625d70;font-size:13px;line-height:1.6;text-align:center;word-break:keep-all;${font}`,
  sheet: `
h2 { margin: 26px 0 6px; font-size: 15px; }
.paragraph { margin: 0 0 18px; }
.note { margin: 22px 0 0; padding-top: 18px; border-top: 1px solid #e4e1ec; font-size: 14px; color: #625d70; }
.facts { margin: 4px 0 6px; border-top: 1px solid #e4e1ec; border-bottom: 1px solid #e4e1ec; }
.act { margin: 26px 0 6px; }
@media (max-width: 480px) { .body { padding: 24px 20px 28px !important; } .head { padding: 16px 20px !important; } }
@media (prefers-color-scheme: dark) {
  .ground { background: #0e0c15 !important; }
  .sheet { background: #1a1724 !important; color: #f5f3fa !important; }
  .name, .price, .note, .foot { color: #b6b0c6 !important; }
  .note, .facts { border-color: #35304a !important; }
}`,
} as const;
