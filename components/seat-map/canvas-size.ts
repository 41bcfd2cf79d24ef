import type { Size } from './geometry';

/** Beyond this, sharper is not seen but costs four times the work. */
const densest = 2.5;

/** Gives a canvas the size of its place on the screen. Returns its device pixels per CSS pixel. */
export function fitCanvas(canvas: HTMLCanvasElement, size: Size): number {
  const density = Math.min(window.devicePixelRatio || 1, densest);
  const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
  }
  return density;
}
