/** @typedef {import('playwright').CDPSession} CDPSession */
/** @typedef {{ x: number, y: number, id?: number }[]} Fingers */

/**
 * Puts fingers down, moves them step by step, lifts them.
 * @param {CDPSession} session
 * @param {number} steps
 * @param {(step: number) => Fingers} at
 */
async function touch(session, steps, at) {
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= steps; step += 1) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/**
 * One finger drags in circles; two spread and come together again; keys move and zoom; a tap comes nearer or holds a seat.
 * Four times, nearer each time.
 * @param {{ page: import('playwright').Page, session: CDPSession }} opened
 * @returns {Promise<{ frames: number[], paints: number[] }>} milliseconds of script a frame, and from each act to the next paint
 */
export async function moveAbout({ page, session }) {
  const map = page.getByTestId('seat-map');
  const box = await map.boundingBox();
  if (!box) throw new Error('There is no map.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    const { benchSeen } = /** @type {any} */ (globalThis);
    benchSeen.frames.length = 0;
    benchSeen.paints.clear();
  });
  const still = () => page.waitForSelector('[data-testid=seat-map][data-settled=true]');
  for (let nearer = 0; nearer < 4; nearer += 1) {
    await touch(session, 60, (step) => [{ x: x + Math.sin(step / 6) * 110, y: y + Math.cos(step / 6) * 90 }]);
    await still();
    await touch(session, 40, (step) => {
      const apart = 40 + 90 * Math.abs(Math.sin((step / 40) * Math.PI));
      return [
        { x: x - apart, y, id: 0 },
        { x: x + apart, y, id: 1 },
      ];
    });
    await still();
    await map.focus();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', '+']) {
      await page.keyboard.press(key);
      await still();
    }
    await page.touchscreen.tap(x, y);
    await still();
  }
  return page.evaluate(() => {
    const { benchSeen } = /** @type {any} */ (globalThis);
    return { frames: benchSeen.frames, paints: [...benchSeen.paints.values()] };
  });
}
