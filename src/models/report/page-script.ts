/**
 * What makes the charts answer a pointer: the row of the numbers that is nearest to it. Everything else of the page
 * works without script.
 */
export const PAGE_SCRIPT = `
for (const chart of document.querySelectorAll('.chart[data-left]')) {
  const table = chart.parentElement.querySelector('table');
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  const tip = document.createElement('div');
  const rule = document.createElement('div');
  tip.className = 'tip';
  rule.className = 'rule';
  const hide = () => { tip.remove(); rule.remove(); };
  chart.addEventListener('pointerleave', hide);
  chart.addEventListener('pointermove', (event) => {
    const svg = [...chart.querySelectorAll('svg')].find((drawing) => drawing.getClientRects().length > 0);
    if (!svg || rows.length < 2) return;
    const box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    const left = chart.dataset.left * scale;
    const width = box.width - left - chart.dataset.right * scale;
    const share = Math.min(1, Math.max(0, (event.clientX - box.left - left) / width));
    const at = Math.round(share * (rows.length - 1));
    const x = left + (at / (rows.length - 1)) * width;
    tip.replaceChildren(...rows[at].map((text, n) => {
      const line = document.createElement('div');
      line.textContent = names[n] + ' ' + text;
      return line;
    }));
    rule.style.left = x + 'px';
    rule.style.bottom = chart.dataset.bottom * scale + 'px';
    if (!tip.isConnected) chart.append(rule, tip);
    tip.style.left = Math.max(0, x > box.width / 2 ? x - tip.offsetWidth - 8 : x + 8) + 'px';
  });
}
`;
