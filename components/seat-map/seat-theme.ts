/** What the drawing takes from the page's design tokens, resolved to what a canvas understands. */
export interface SeatTheme {
  stage: string;
  surface: string;
  raised: string;
  line: string;
  lineStrong: string;
  ink: string;
  soft: string;
  faint: string;
  accent: string;
  onAccent: string;
  danger: string;
  warning: string;
  fontFamily: string;
  /** Whether the stage is dark. */
  dark: boolean;
}

/** Reads the tokens from an element's computed style. */
export function readSeatTheme(element: Element): SeatTheme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim() || '#888';
  const stage = token('--stage');
  return {
    stage,
    surface: token('--surface'),
    raised: token('--raised'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    ink: token('--ink'),
    soft: token('--soft'),
    faint: token('--faint'),
    accent: token('--accent'),
    onAccent: token('--on-accent'),
    danger: token('--danger'),
    warning: token('--warning'),
    fontFamily: style.fontFamily,
    dark: luminance(stage) < 0.3,
  };
}

/** Calls `changed` whenever the page's theme or typeface may have changed, until the returned function is called. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-typeface', 'class'],
  });
  const system = matchMedia('(prefers-color-scheme: light)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

const colours = new Map<string, readonly [number, number, number, number]>();
let probe: CanvasRenderingContext2D | null = null;

/** Red, green, blue and alpha (0–255) of any CSS colour; the browser itself reads it. */
export function rgbaOf(colour: string): readonly [number, number, number, number] {
  const known = colours.get(colour);
  if (known !== undefined) return known;
  probe ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!probe) return [128, 128, 128, 255];
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = probe.getImageData(0, 0, 1, 1).data;
  const value = [red, green, blue, alpha] as const;
  colours.set(colour, value);
  return value;
}

/** WCAG relative luminance (0–1) of any CSS colour. */
export function luminance(colour: string): number {
  const [red, green, blue] = rgbaOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Black or white, whichever reads better on a colour. */
export function inkOn(colour: string): string {
  const light = luminance(colour);
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? '#0b0a10' : '#ffffff';
}

/** WCAG contrast ratio of two colours, 1–21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}
