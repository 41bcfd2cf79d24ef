// Runs in the page before its own scripts: notes when it is ready and what each frame's scripts cost.
(() => {
  const seen = { readyAt: Infinity, frames: [], paints: new Map() };
  window.benchSeen = seen;
  const isReady = () => {
    const ready = document.querySelector('[data-testid=picker][data-ready=true]');
    return ready && document.querySelector('[data-testid=seat-map][data-settled=true]');
  };
  const look = () => {
    if (seen.readyAt < Infinity || !isReady()) return;
    // Settled: the seats are drawn, and on the screen.
    seen.readyAt = performance.now();
    document.documentElement.dataset.benchReady = String(seen.readyAt);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  let spent = 0;
  const measured = (work) =>
    function (...given) {
      const begun = performance.now();
      try {
        return work.apply(this, given);
      } finally {
        spent += performance.now() - begun;
      }
    };
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => nextFrame(measured(work));
  const listen = EventTarget.prototype.addEventListener;
  const kept = new WeakMap();
  EventTarget.prototype.addEventListener = function (type, work, ...more) {
    if (typeof work !== 'function' || !/^(pointer|wheel|touch|key|click|mouse)/.test(type)) {
      return listen.call(this, type, work, ...more);
    }
    if (!kept.has(work)) kept.set(work, measured(work));
    return listen.call(this, type, kept.get(work), ...more);
  };
  const frame = () => {
    if (spent > 0) seen.frames.push(spent);
    spent = 0;
    nextFrame(frame);
  };
  nextFrame(frame);
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId)
        seen.paints.set(interactionId, Math.max(seen.paints.get(interactionId) ?? 0, duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
})();
